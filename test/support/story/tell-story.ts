// A test told like the scenarios of rules.md section 13: told, played through the real normaliser, engine and rules, and
// handed back as the report with the story's own names for tokens.

import { findSendId } from '../../../src/engine/find-send-id';
import { createPolicy, type PolicyThresholds } from '../../../src/engine/policy';
import type { ProfileName } from '../../../src/engine/profile';
import type { State } from '../../../src/engine/state';
import { createDoor } from '../../../src/normalise/door';
import type { Observation } from '../../../src/observation/observation';
import { buildReport } from '../../../src/report/build-report';
import type { Report, ReportChain, ReportRefresh, ReportToken } from '../../../src/report/report';
import { writeText } from '../../../src/report/write-text';
import { createAnalysis } from '../../../src/rules/analysis';
import { createFingerprinter } from '../../../src/token/fingerprint';
import { playActs, refOf } from './play-acts';
import type { Act, StorySensor } from './story-acts';
import { createTokenBook } from './story-tokens';
import { createTeller, listAnonymousRefusals, type Teller } from './teller';

export const STORY_KEY_HEX = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';

export type StoryOptions = {
  /** Local clock minus server clock. */
  readonly localSkewSec?: number;
  /** Default har alone; ['web-request', 'devtools'] as in the browser; in the other order the bodies come first. */
  readonly sensors?: readonly StorySensor[];
  /** How long after the answer the second sensor reports; default 50. */
  readonly secondSightMs?: number;
  readonly profile?: ProfileName;
  readonly thresholds?: Partial<PolicyThresholds>;
  /** Default true: API endpoints refused an anonymous request before the story (authEnforcing). */
  readonly isEnforcing?: boolean;
};

export type Told = {
  readonly report: Report;
  readonly text: string;
  readonly state: State;
  readonly observations: readonly Observation[];
  /** Raw tokens and proofs by name. */
  readonly raw: ReadonlyMap<string, string>;
  /** The story's name behind a label of the report; the label itself where it has none. */
  readonly nameOf: (label: string) => string;
  /** Null when the report does not know it. */
  readonly findToken: (name: string) => ReportToken | null;
  readonly token: (name: string) => ReportToken;
  /** The refresh that the request with this id made; `presented` and `issued` by name. */
  readonly refresh: (id: string) => ReportRefresh;
  /** The chain of this token; edges, heads and forks by name. */
  readonly chain: (member: string) => ReportChain;
};

export function tellStory(tell: (s: Teller) => void, options: StoryOptions = {}): Told {
  const { localSkewSec = 0, sensors = ['har'], secondSightMs = 50 } = options;
  const { profile = 'aal1', thresholds = {}, isEnforcing = true } = options;
  const book = createTokenBook();
  const { teller, acts } = createTeller(book);
  tell(teller);
  const all: readonly Act[] = isEnforcing ? [...acts, ...listAnonymousRefusals(acts)] : acts;
  const policy = createPolicy(profile);
  const analysis = createAnalysis({ ...policy, thresholds: { ...policy.thresholds, ...thresholds } });
  const observations: Observation[] = [];
  const observe = (observation: Observation): void => {
    observations.push(observation);
    analysis.observe(observation);
  };
  const proofs = new Map<string, string>();
  playActs(all, { book, localSkewSec, sensors, secondSightMs, proofs }, createDoor(STORY_KEY_HEX, observe), observe);
  const report = buildReport(analysis, { kind: 'har', skipped: 0, version: '0.0.0-story' });
  const raw = new Map([...book.listRaw(), ...proofs]);
  const findRefreshLabel = (id: string): string | undefined => {
    const index = all.findIndex((act) => act.kind === 'request' && act.id === id);
    const sends = sensors.flatMap((sensor) => findSendId(analysis.state, refOf(sensor, index)) ?? []);
    return sends.flatMap((send) => analysis.state.refresh.get(send)?.label ?? [])[0];
  };
  return {
    report,
    text: writeText(report),
    state: analysis.state,
    observations,
    raw,
    ...nameThings(report, raw, findRefreshLabel),
  };
}

type Naming = Pick<Told, 'nameOf' | 'findToken' | 'token' | 'refresh' | 'chain'>;

function nameThings(
  report: Report,
  raw: ReadonlyMap<string, string>,
  findRefreshLabel: (id: string) => string | undefined,
): Naming {
  const fingerprint = createFingerprinter(STORY_KEY_HEX);
  const byPrint = new Map([...raw].map(([name, text]) => [fingerprint(text) as string, name]));
  const names = new Map(
    report.tokens.flatMap((token) => [[token.label, byPrint.get(token.fingerprint) ?? token.label]]),
  );
  const nameOf = (label: string): string => names.get(label) ?? label;
  const findToken = (name: string): ReportToken | null =>
    report.tokens.find((token) => byPrint.get(token.fingerprint) === name) ?? null;
  const token = (name: string): ReportToken => findToken(name) ?? missing(`token ${name}`, report);
  return {
    nameOf,
    findToken,
    token,
    refresh(id) {
      const label = findRefreshLabel(id);
      const refresh = report.refreshes.find((one) => one.label === label) ?? missing(`refresh by ${id}`, report);
      const presented = refresh.presented === null ? null : nameOf(refresh.presented);
      return { ...refresh, presented, issued: refresh.issued.map(nameOf) };
    },
    chain(member) {
      const { chain: label } = token(member);
      const chain = report.chains.find((one) => one.label === label) ?? missing(`chain of ${member}`, report);
      const edges = chain.edges.map((edge) => ({ ...edge, from: nameOf(edge.from), to: nameOf(edge.to) }));
      const forks = chain.forks.map(({ parent, children, kind }) => ({
        parent: nameOf(parent),
        children: children.map(nameOf),
        kind,
      }));
      return { ...chain, edges, heads: chain.heads.map(nameOf), forks };
    },
  };
}

function missing(what: string, report: Report): never {
  throw new Error(`the report has no ${what}:\n${writeText(report)}`);
}
