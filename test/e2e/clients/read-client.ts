// What the tests of all clients ask of a report.
import { expect } from '@playwright/test';
import type { Report } from '../../support/report';
import type { PanelPage } from '../panel-page';

const JUDGED = new Set(['lifetime', 'refresh-flow', 'rotation-and-replay', 'clock']);

/** The report once so many refreshes are settled: DevTools may bring an answer's body a moment after the page has it. */
export async function reportAfter(panel: PanelPage, refreshes: number): Promise<Report> {
  const settled = async (): Promise<number> =>
    (await panel.report()).refreshes.filter(({ issued }) => issued.length > 0).length;
  await expect.poll(settled).toBe(refreshes);
  return panel.report();
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
