import { readLifetime, readTokenState } from '../engine/select';
import type { ToldState } from '../engine/state';
import type { Token } from '../engine/token';
import { hideAddresses, hideAddressesOrNull } from './hide-addresses';
import { toInstant, toInstantOrNull } from './instant';
import type { ReportToken } from './report';

/** One token as reports show it: allow-listed claims only, never the subject (rules.md 5, evidence hygiene). */
export function describeToken(state: ToldState, token: Token, nowMs: number): ReportToken {
  const { lifetimeSec, method } = readLifetime(state, token);
  const { identity } = token;
  return {
    label: token.label,
    fingerprint: token.id,
    role: token.role,
    roleStrength: token.roleStrength,
    format: token.format,
    algorithm: token.algorithm,
    type: token.type,
    keyId: hideAddressesOrNull(token.keyId),
    issuer: hideAddressesOrNull(identity.issuer),
    audience: identity.audience.map(hideAddresses),
    clientId: hideAddressesOrNull(identity.clientId),
    scope: hideAddressesOrNull(token.scope),
    issuedAt: toInstantOrNull(token.iatSec),
    notBefore: toInstantOrNull(token.nbfSec),
    expiresAt: toInstantOrNull(token.expSec),
    lifetimeSeconds: lifetimeSec,
    lifetimeMethod: method,
    softExpiry: describeSoftExpiry(token),
    senderConstrained: token.boundTo !== null,
    firstSeen: toInstant(token.firstSeenMs),
    lastSeen: toInstant(token.lastSeenMs),
    presentations: token.presentations,
    presentationsAfterExpiry: token.presentationsAfterExpiry,
    accepted: token.accepted,
    rejected: token.rejected,
    carriers: token.carriers,
    origins: token.origins,
    contexts: token.contexts,
    chain: token.chain === null ? null : (state.chain.get(token.chain)?.label ?? null),
    state: readTokenState(state, token, nowMs),
    replaced:
      token.replacedAtMs === null
        ? null
        : { at: toInstant(token.replacedAtMs), by: state.token.get(token.replacedBy ?? '')?.label ?? null },
    refusedAt: token.refusedAtMs === null ? null : toInstant(token.refusedAtMs),
  };
}

function describeSoftExpiry({ soft, iatSec, issuedServerMs }: Token): ReportToken['softExpiry'] {
  if (soft === null) return null;
  const fromSec = iatSec ?? (issuedServerMs === null ? null : issuedServerMs / 1000);
  return {
    claim: soft.claim,
    at: toInstant(soft.atSec * 1000),
    lifetimeSeconds: fromSec === null ? 0 : Math.round(soft.atSec - fromSec),
  };
}
