// What the tests of all clients do with them, and ask of a report.
import { expect } from '@playwright/test';
import type { ClientPage } from '../../support/clients/client-page';
import type { Report } from '../../support/report';
import type { PanelPage } from '../panel-page';

const JUDGED = new Set(['lifetime', 'refresh-flow', 'rotation-and-replay', 'clock']);

/** Three calls; the client asks for a token before each, and refreshes before the second and the third. */
export async function useForTwoRefreshes(client: ClientPage): Promise<void> {
  await client.signIn();
  expect(await client.act('Call the API')).toBe('answered 200');
  await client.waitUntilDue();
  expect(await client.act('Call the API')).toBe('answered 200');
  await client.waitUntilDue();
  expect(await client.act('Call the API')).toBe('answered 200');
}

/** As `listTokens` tells a sign-in and two refreshes that bring one of each kind. */
export const THREE_OF_EACH = [
  ...['AT1 access', 'AT2 access', 'AT3 access'],
  ...['ID1 id', 'ID2 id', 'ID3 id'],
  ...['RT1 refresh', 'RT2 refresh', 'RT3 refresh'],
];
/** What these refreshes presented, and what they brought. */
export const TWO_ROTATIONS = [
  ['RT1', 'AT2', 'ID2', 'RT2'],
  ['RT2', 'AT3', 'ID3', 'RT3'],
];

export interface Expected {
  /** Refreshes that brought tokens. */
  readonly refreshes: number;
  /** Accepted uses of access and ID tokens. */
  readonly uses: number;
}

/** The report once it has that much: what the page has already, DevTools and the worker may learn a moment later. */
export async function reportAfter(panel: PanelPage, expected: Expected): Promise<Report> {
  await expect.poll(async () => count(await panel.report())).toEqual(expected);
  return panel.report();
}

function count({ refreshes, tokens }: Report): Expected {
  const used = tokens.filter(({ role }) => role === 'access' || role === 'id').map(({ accepted }) => accepted);
  return {
    refreshes: refreshes.filter(({ issued }) => issued.length > 0).length,
    uses: used.reduce((sum, accepted) => sum + accepted, 0),
  };
}

/** "severity rule" of each finding, notes included: on loopback a verdict may have come down to a note. */
export function listFindings({ findings }: Report): string[] {
  return findings.filter(({ category }) => JUDGED.has(category)).map(({ rule, severity }) => `${severity} ${rule}`);
}

/** Label and role of each token that was shown, without the proofs. */
export function listTokens({ tokens }: Report): string[] {
  return tokens.filter(({ role }) => role !== 'dpop-proof').map(({ label, role }) => `${label} ${role}`);
}

/** "from > to by evidence" for every edge of every chain. */
export function listEdges({ chains }: Report): string[] {
  return chains.flatMap(({ edges }) => edges.map(({ from, to, evidence }) => `${from} > ${to} by ${evidence}`));
}
