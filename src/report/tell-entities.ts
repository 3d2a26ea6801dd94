// Chains, refreshes, tokens and clocks: what the findings rest on.

import { writeSpan } from '../base/write-duration';
import { type Block, codeOrDash, heading, type Inline, joinCodes } from './document';
import { METHOD_PHRASES } from './lifetime-words';
import { writeOutcome, writeTrigger } from './refresh-words';
import type { Report, ReportChain, ReportRefresh, ReportToken } from './report';
import { CHAIN_STATE_NAMES, REGIME_NAMES, ROOT_NAMES, STATE_NAMES } from './state-words';
import { writeInstant } from './write-instant';

const DASH = '\u2014';
const data = (text: string | null): readonly Inline[] => (text === null ? [DASH] : [{ data: text }]);

function section<Item>(
  title: string,
  items: readonly Item[],
  columns: readonly (readonly [string, (item: Item) => readonly Inline[]])[],
): readonly Block[] {
  if (items.length === 0) return [heading(2, title), { kind: 'paragraph', tone: 'muted', text: ['None seen.'] }];
  return [
    heading(2, `${title} (${items.length})`),
    {
      kind: 'table',
      caption: title,
      head: columns.map(([name]) => name),
      rows: items.map((item) => columns.map(([, write]) => write(item))),
    },
  ];
}

export function tellChains({ chains }: Report): readonly Block[] {
  return section<ReportChain>('Chains', chains, [
    ['Chain', ({ label }) => [{ code: label }]],
    ['Began with', ({ root }) => data(writeRoot(root))],
    ['State', ({ state }) => data(CHAIN_STATE_NAMES[state])],
    ['Rotation', ({ regime }) => data(REGIME_NAMES[regime])],
    ['Replaced', ({ edges }) => data(edges.map(writeEdge).join('; ') || null)],
    ['Newest', ({ heads }) => joinCodes(heads)],
    ['Forks', ({ forks }) => data(forks.map(writeFork).join('; ') || null)],
    ['Session', ({ session }) => data(writeSession(session))],
  ]);
}

function writeRoot({ kind, at }: ReportChain['root']): string {
  const name = ROOT_NAMES[kind] ?? 'not seen';
  return at === null ? name : `${name}, ${writeInstant(at)}`;
}

const writeEdge = ({ from, to, evidence, refresh }: ReportChain['edges'][number]): string =>
  `${from} \u2192 ${to} (${evidence}${refresh === null ? '' : `, ${refresh}`})`;

const writeFork = ({ parent, children, kind }: ReportChain['forks'][number]): string =>
  `${parent} into ${children.join(' and ')} (${kind})`;

function writeSession(session: ReportChain['session']): string | null {
  if (session === null) return null;
  const start = session.startedAt === null ? '' : ` since ${writeInstant(session.startedAt)} (${session.startMethod})`;
  return `${session.shape}${start}`;
}

export function tellRefreshes({ refreshes }: Report): readonly Block[] {
  return section<ReportRefresh>('Refreshes', refreshes, [
    ['Refresh', ({ label }) => [{ code: label }]],
    ['At', ({ at }) => data(writeInstant(at))],
    ['Trigger', (refresh) => data(writeTrigger(refresh))],
    ['Outcome', (refresh) => data(writeOutcome(refresh))],
    ['Presented', ({ presented }) => codeOrDash(presented)],
    ['Issued', ({ issued }) => joinCodes(issued)],
    ['Took', ({ latencySeconds }) => data(latencySeconds === null ? null : writeSpan(latencySeconds))],
    ['Endpoint', ({ endpoint }) => [{ code: endpoint }]],
    ['By', ({ context }) => [{ code: context }]],
    ['Chain', ({ chain }) => codeOrDash(chain)],
  ]);
}

export function tellTokens({ tokens }: Report): readonly Block[] {
  return section<ReportToken>('Tokens', tokens, [
    ['Token', ({ label }) => [{ code: label }]],
    ['Role', ({ role, roleStrength }) => data(roleStrength === 'confirmed' ? role : `${role} (${roleStrength})`)],
    ['Issuer', ({ issuer }) => codeOrDash(issuer)],
    ['Client', ({ clientId }) => codeOrDash(clientId)],
    ['Lifetime', (token) => data(writeLifetime(token))],
    ['Expires', ({ expiresAt }) => data(expiresAt === null ? null : writeInstant(expiresAt))],
    ['State at the end', ({ state }) => data(STATE_NAMES[state])],
    ['Uses', (token) => data(writeUses(token))],
    ['Carried in', ({ carriers }) => data(carriers.join(', ') || null)],
    ['Chain', ({ chain }) => codeOrDash(chain)],
  ]);
}

function writeLifetime({ lifetimeSeconds, lifetimeMethod, softExpiry }: ReportToken): string {
  const hard =
    lifetimeSeconds === null ? 'no announced end' : `${writeSpan(lifetimeSeconds)} (${METHOD_PHRASES[lifetimeMethod]})`;
  return softExpiry === null ? hard : `${hard}, soft ${writeSpan(softExpiry.lifetimeSeconds)} (${softExpiry.claim})`;
}

function writeUses({ accepted, rejected, presentationsAfterExpiry: late }: ReportToken): string {
  return `${accepted} accepted, ${rejected} refused${late > 0 ? `, ${late} after expiry` : ''}`;
}

export function tellClocks({ clocks }: Report): readonly Block[] {
  if (clocks.length === 0) return [];
  return section<Report['clocks'][number]>('Clocks', clocks, [
    ['Server', ({ origin }) => [{ code: origin }]],
    ['Server minus this computer', ({ skewSeconds }) => data(skewSeconds === null ? 'not known' : `${skewSeconds} s`)],
    ['Read from', ({ method, samples }) => data(`${method}, ${samples} samples`)],
  ]);
}
