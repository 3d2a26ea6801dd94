// Tokens of a report → tokens as the engine holds them, as far as the report tells. What it does not hold stays empty.

import type { Fingerprint } from '../base/brand';
import type { Token, Use } from '../engine/token';
import type { Report, ReportRefresh, ReportToken } from './report';

export const toMs = (at: string): number => Date.parse(at);
const toMsOrNull = (at: string | null): number | null => (at === null ? null : toMs(at));
const toSecOrNull = (at: string | null): number | null => (at === null ? null : toMs(at) / 1000);

/** Ids by label. Fingerprints name tokens, numbers name chains, labels name refreshes. */
export type Names = {
  readonly token: (label: string | null) => Fingerprint | null;
  readonly chain: (label: string | null) => string | null;
};

export function createNames({ tokens }: Report): Names {
  const ids = new Map(tokens.map(({ label, fingerprint }) => [label, fingerprint]));
  return {
    token: (label) => (label === null ? null : (ids.get(label) ?? null)),
    chain: (label) => (label === null ? null : label.replace(/\D/g, '')),
  };
}

export function restoreTokens(report: Report, names: Names): readonly Token[] {
  return report.tokens.map((token) => restoreToken(token, report, names));
}

function restoreToken(from: ReportToken, report: Report, names: Names): Token {
  const expSec = toSecOrNull(from.expiresAt);
  const firstSeenMs = toMs(from.firstSeen);
  const isAnnounced = from.lifetimeMethod === 'response:expires_in';
  return {
    id: from.fingerprint,
    label: from.label,
    bodyFp: null,
    format: from.format,
    algorithm: from.algorithm,
    type: from.type,
    keyId: from.keyId,
    identity: {
      issuer: from.issuer,
      subject: null,
      clientId: from.clientId,
      audience: from.audience,
      sessionId: null,
      tenant: null,
      hasActor: false,
    },
    scope: from.scope,
    jti: null,
    authTimeSec: null,
    claimNames: [],
    role: from.role,
    roleStrength: from.roleStrength,
    roleRow: 9,
    issuedRole: null,
    usedRole: null,
    iatSec: toSecOrNull(from.issuedAt),
    nbfSec: toSecOrNull(from.notBefore),
    expSec,
    soft: from.softExpiry === null ? null : { claim: from.softExpiry.claim, atSec: toMs(from.softExpiry.at) / 1000 },
    announcedSec: isAnnounced ? from.lifetimeSeconds : null,
    issuedAtMs: null,
    issuedServerMs: isAnnounced ? firstSeenMs : findIssued(from, expSec),
    // A refresh is named after the request that made it.
    issuedBy: report.refreshes.find(({ issued }) => issued.includes(from.label))?.label ?? null,
    cookie: null,
    issuedToKey: null,
    proofKey: null,
    nonceFp: null,
    boundTo: from.senderConstrained ? 'announced' : null,
    firstSeenMs,
    lastSeenMs: toMs(from.lastSeen),
    presentations: from.presentations,
    presentationsAfterExpiry: from.presentationsAfterExpiry,
    expiredBursts: [],
    accepted: from.accepted,
    rejected: from.rejected,
    lastAcceptedMs: null,
    acceptedBy: [],
    firstRejectedMs: null,
    provenPresentations: 0,
    softUses: [],
    carriers: from.carriers,
    origins: from.origins,
    contexts: from.contexts,
    endpoints: [],
    chain: names.chain(from.chain),
    replacedBy: names.token(from.replaced?.by ?? null),
    replacedAtMs: toMsOrNull(from.replaced?.at ?? null),
    lateUses: [],
    refusedAtMs: toMsOrNull(from.refusedAt),
    generation: 0,
    branch: 0,
    uses: report.refreshes
      .filter(({ presented }) => presented === from.label)
      .map((refresh) => restoreUse(refresh, from, report, names)),
  };
}

/** Where the lifetime was counted from the issuance that was seen. */
function findIssued({ lifetimeMethod, lifetimeSeconds }: ReportToken, expSec: number | null): number | null {
  if (lifetimeMethod !== 'claims:exp-issued' || expSec === null || lifetimeSeconds === null) return null;
  return (expSec - lifetimeSeconds) * 1000;
}

function restoreUse(refresh: ReportRefresh, { label }: ReportToken, { chains }: Report, names: Names): Use {
  const edge = chains.flatMap(({ edges }) => edges).find((one) => one.refresh === refresh.label && one.from === label);
  return {
    refresh: refresh.label,
    startMs: toMs(refresh.at),
    endMs: refresh.latencySeconds === null ? null : toMs(refresh.at) + refresh.latencySeconds * 1000,
    isLost: false,
    target: '',
    successor: names.token(edge?.to ?? null),
    isAccepted: refresh.outcome === 'success',
    isRefused: refresh.outcome === 'failure.terminal',
    isBodyRead: refresh.answer === 'A0',
    distance: refresh.generationDistance ?? 0,
  };
}
