// A report that comes from outside: a file, or another context. Entries that do not fit are left out and counted.

import { type Guard, isNumber, isText } from '../base/guard';
import { isJsonObject, type Json, type JsonObject, readMember } from '../base/json';
import { fail, type Result, succeed } from '../base/result';
import { parsePolicy } from '../engine/parse-policy';
import { createPolicy } from '../engine/policy';
import { DEFAULT_PROFILE, isProfileName } from '../engine/profile';
import { parseMuted } from '../rules/muted';
import { REPORT_VERSION, type Report } from './report';
import {
  isInstant,
  isNotEvaluable,
  isReportChain,
  isReportClock,
  isReportFinding,
  isReportGap,
  isReportRefresh,
  isReportToken,
} from './report-guards';
import { isSilentRefresh, NO_VERDICT } from './silent-refresh-guard';

export type ParsedReport = {
  readonly report: Report;
  /** Entries that did not fit. */
  readonly skipped: number;
};

/** What the schema leaves open, and reports of an earlier build lack. */
const TOKEN_ADDITIONS = { algorithm: null, type: null, keyId: null, issuer: null, audience: [], clientId: null };
const ADDITIONS = {
  tokens: {
    ...TOKEN_ADDITIONS,
    scope: null,
    issuedAt: null,
    notBefore: null,
    expiresAt: null,
    softExpiry: null,
    senderConstrained: false,
    presentationsAfterExpiry: 0,
    replaced: null,
    refusedAt: null,
  },
  chains: { session: null, ended: null },
  refreshes: {
    remainingSeconds: null,
    position: null,
    generationDistance: null,
    answer: null,
    resolved: null,
    latencySeconds: null,
    unauthorizedRequests: 0,
    retriedRequests: 0,
    status: null,
    errorCode: null,
    dialect: null,
    renewed: null,
    settledSilently: false,
  },
  findings: { mutedBy: null },
  clocks: { samples: 0 },
} as const;

export function parseReport(json: unknown): Result<ParsedReport, 'no-report' | 'newer-report'> {
  if (!isJsonObject(json)) return fail('no-report');
  const version = readMember(json, 'version');
  const source = readMember(json, 'source');
  const generator = readMember(json, 'generator');
  if (!isNumber(version) || !isJsonObject(source) || !isJsonObject(generator)) return fail('no-report');
  if (version > REPORT_VERSION) return fail('newer-report');
  let skipped = 0;

  function readList<Item>(from: JsonObject, key: string, isItem: Guard<Item>, additions: object = {}): readonly Item[] {
    const list = readMember(from, key);
    if (!Array.isArray(list)) return [];
    const items = list.map((item: Json): unknown => (isJsonObject(item) ? { ...additions, ...item } : item));
    const fitting = items.filter((item): item is Item => isItem(item));
    skipped += items.length - fitting.length;
    return fitting;
  }

  const report: Report = {
    version: REPORT_VERSION,
    generator: { name: readText(generator, 'name'), version: readText(generator, 'version') },
    source: {
      kind: readMember(source, 'kind') === 'live' ? 'live' : 'har',
      from: readOr(source, 'from', isInstant, null),
      to: readOr(source, 'to', isInstant, null),
      exchanges: readOr(source, 'exchanges', isNumber, 0),
      gaps: readList(source, 'gaps', isReportGap),
      skipped: readOr(source, 'skipped', isNumber, 0),
      sanitised: readMember(source, 'sanitised') === true,
    },
    policy: readPolicy(readMember(json, 'policy')),
    clocks: readList(json, 'clocks', isReportClock, ADDITIONS.clocks),
    tokens: readList(json, 'tokens', isReportToken, ADDITIONS.tokens),
    chains: readList(json, 'chains', isReportChain, ADDITIONS.chains),
    refreshes: readList(json, 'refreshes', isReportRefresh, ADDITIONS.refreshes),
    findings: readList(json, 'findings', isReportFinding, ADDITIONS.findings),
    notEvaluable: readList(json, 'notEvaluable', isNotEvaluable),
    silentRefresh: readOr(json, 'silentRefresh', isSilentRefresh, NO_VERDICT),
    muted: parseMuted(readMember(json, 'muted')),
  };
  return succeed({ report, skipped });
}

const readText = (object: JsonObject, key: string): string => readOr(object, key, isText, 'unknown');

function readOr<Value, Other>(object: JsonObject, key: string, guard: Guard<Value>, other: Other): Value | Other {
  const value: unknown = readMember(object, key);
  return guard(value) ? value : other;
}

/** Thresholds of another build may have other keys: the profile's own stand for them. */
function readPolicy(json: Json | undefined): Report['policy'] {
  const profile = isJsonObject(json) ? readOr(json, 'profile', isProfileName, DEFAULT_PROFILE) : DEFAULT_PROFILE;
  const parsed = json === undefined ? null : parsePolicy(json, profile);
  return parsed?.ok === true ? parsed.value : createPolicy(profile);
}
