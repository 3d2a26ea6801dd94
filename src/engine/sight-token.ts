// A credential was seen: make or complete the token it belongs to.

import { appendCapped } from '../base/capped-list';
import { isJsonObject, type JsonObject, readMember, readString } from '../base/json';
import { MAX_CLAIM_NAMES, MAX_FIELD_NAME_CHARS, MAX_IDENTITY_CHARS, MAX_PLACES, MAX_SCOPE_CHARS } from '../base/limits';
import type { Carrier } from '../observation/carrier';
import type { Credential } from '../observation/credential';
import type { ContextId } from '../observation/request';
import type { DecodedToken } from '../token/decoded-token';
import type { RoleEvidence, TokenRole } from '../token/role';
import { findSoftExpiry } from '../token/soft-expiry';
import { readTimeClaim } from '../token/time-claims';
import type { Draft } from './draft';
import type { TokenId } from './ids';
import { takeLabel } from './log';
import { findReencoded, noteTokenIdentifier } from './record-once';
import type { Token, TokenIdentity } from './token';

/** Where and when a credential was seen. */
type Sighting = {
  readonly atMs: number;
  readonly origin: string;
  readonly context: ContextId;
  readonly clientId: string | null;
};

const LABEL_PREFIX: Readonly<Record<TokenRole, string>> = {
  access: 'AT',
  refresh: 'RT',
  id: 'ID',
  single: 'JWT',
  session: 'JWT',
  unknown: 'JWT',
  'dpop-proof': 'PROOF',
  'publishable-key': 'KEY',
};

/** Row 9: nothing said anything. */
const NO_EVIDENCE: RoleEvidence = { role: 'unknown', strength: 'possible', row: 9 };

/** Makes the token on first sight, widens what is known of it later. Presentations are counted when they are answered. */
export function sightToken(draft: Draft, credential: Credential, sighting: Sighting): Token {
  const known = draft.get('token', credential.fp) ?? findSame(draft, credential);
  const evidence = readEvidence(credential);
  const token =
    known === undefined
      ? createToken(draft, credential, sighting, evidence ?? NO_EVIDENCE)
      : strengthen(known, evidence);
  const seen: Token = {
    ...token,
    firstSeenMs: Math.min(token.firstSeenMs, sighting.atMs),
    lastSeenMs: Math.max(token.lastSeenMs, sighting.atMs),
    carriers: appendCapped<Carrier>(token.carriers, credential.carrier, MAX_PLACES),
    origins: appendCapped(token.origins, sighting.origin, MAX_PLACES),
    contexts: appendCapped(token.contexts, sighting.context, MAX_PLACES),
  };
  draft.put('token', seen.id, seen);
  if (known === undefined) noteTokenIdentifier(draft, seen);
  return seen;
}

const ISSUING = new Set<Carrier>(['response-json', 'response-form', 'response-header', 'set-cookie', 'redirect']);

/**
 * The token that this one is under another signature (rules.md 2.4). Not where an answer brings it and nothing names it:
 * a server that signs for two answers within one second signs the same header and payload twice.
 */
function findSame(draft: Draft, { format, jwt, bodyFp, carrier }: Credential): Token | undefined {
  if (format !== 'jws' || jwt?.payload == null || bodyFp === null) return undefined;
  const jti = readText(jwt.payload, 'jti');
  if (jti === null && ISSUING.has(carrier)) return undefined;
  return findReencoded(draft, { issuer: readText(jwt.payload, 'iss'), jti, bodyFp });
}

/** A cookie that is known to renew a session by what was done with it: nothing in its text says so. */
export function sightRenewalCookie(
  draft: Draft,
  cookie: { readonly fp: TokenId; readonly name: string; readonly carrier: 'cookie' | 'set-cookie' },
  sighting: Sighting,
): Token {
  const claimed = { role: 'refresh', strength: 'likely', row: 3 } as const;
  return sightToken(draft, { ...cookie, bodyFp: null, nonceFp: null, format: 'opaque', jwt: null, claimed }, sighting);
}

/** A JWT in a cookie that nothing else explains is a session token (rules.md 14.13). */
function readEvidence({ claimed, carrier, jwt }: Credential): RoleEvidence | null {
  if (claimed !== null || jwt === null) return claimed;
  return carrier === 'cookie' || carrier === 'set-cookie' ? { role: 'session', strength: 'possible', row: 8 } : null;
}

/** The lower row of rules.md 2.5 wins; within a row the stronger word. */
function strengthen(token: Token, evidence: RoleEvidence | null): Token {
  if (evidence === null) return token;
  const issuedRole = evidence.row === 2 ? evidence.role : token.issuedRole;
  const usedRole = evidence.row === 3 || evidence.row === 5 ? evidence.role : token.usedRole;
  const isStronger =
    evidence.row < token.roleRow ||
    (evidence.row === token.roleRow && evidence.strength === 'confirmed' && token.roleStrength !== 'confirmed');
  if (!isStronger || token.role === 'single') {
    const isKnown = issuedRole === token.issuedRole && usedRole === token.usedRole;
    return isKnown ? token : { ...token, issuedRole, usedRole };
  }
  return {
    ...token,
    issuedRole,
    usedRole,
    role: evidence.role,
    roleStrength: evidence.strength,
    roleRow: evidence.row,
  };
}

function createToken(draft: Draft, credential: Credential, sighting: Sighting, evidence: RoleEvidence): Token {
  if (credential.jwt !== null) draft.put('claims', credential.fp, credential.jwt);
  return {
    id: credential.fp,
    label: takeLabel(draft, LABEL_PREFIX[evidence.role]),
    bodyFp: credential.bodyFp,
    format: credential.format,
    ...readClaims(credential.jwt, sighting.clientId),
    role: evidence.role,
    roleStrength: evidence.strength,
    roleRow: evidence.row,
    issuedRole: evidence.row === 2 ? evidence.role : null,
    usedRole: evidence.row === 3 || evidence.row === 5 ? evidence.role : null,
    announcedSec: null,
    issuedAtMs: null,
    issuedServerMs: null,
    issuedBy: null,
    issuedToKey: null,
    proofKey: null,
    nonceFp: credential.nonceFp,
    cookie: null,
    firstSeenMs: sighting.atMs,
    lastSeenMs: sighting.atMs,
    presentations: 0,
    presentationsAfterExpiry: 0,
    expiredBursts: [],
    accepted: 0,
    rejected: 0,
    lastAcceptedMs: null,
    acceptedBy: [],
    firstRejectedMs: null,
    provenPresentations: 0,
    softUses: [],
    carriers: [],
    origins: [],
    contexts: [],
    endpoints: [],
    chain: null,
    replacedBy: null,
    replacedAtMs: null,
    lateUses: [],
    refusedAtMs: null,
    generation: 0,
    branch: 0,
    uses: [],
  };
}

function readClaims(jwt: DecodedToken | null, clientId: string | null) {
  const header = jwt?.header ?? {};
  const payload = jwt?.payload ?? {};
  const iatSec = readTimeClaim(payload, 'iat');
  const expSec = readTimeClaim(payload, 'exp');
  return {
    algorithm: readText(header, 'alg'),
    type: readText(header, 'typ'),
    keyId: readText(header, 'kid'),
    identity: readIdentity(payload, clientId),
    scope: readScopeClaim(payload),
    jti: readText(payload, 'jti'),
    authTimeSec: readTimeClaim(payload, 'auth_time'),
    claimNames: Object.keys(payload)
      .slice(0, MAX_CLAIM_NAMES)
      .map((name) => name.slice(0, MAX_FIELD_NAME_CHARS)),
    iatSec,
    nbfSec: readTimeClaim(payload, 'nbf'),
    expSec,
    soft: findSoftExpiry(payload, iatSec, expSec),
    boundTo: readBinding(payload),
  };
}

function readIdentity(payload: JsonObject, clientId: string | null): TokenIdentity {
  const audience = readMember(payload, 'aud');
  const audiences =
    typeof audience === 'string'
      ? [audience]
      : Array.isArray(audience)
        ? audience.filter((item) => typeof item === 'string')
        : [];
  return {
    issuer: readText(payload, 'iss'),
    subject:
      readText(payload, 'sub') ??
      readText(payload, 'user_id') ??
      readText(payload, 'userId') ??
      readText(payload, 'uid'),
    clientId:
      readText(payload, 'client_id') ??
      readText(payload, 'azp') ??
      readText(payload, 'cid') ??
      readText(payload, 'appid') ??
      clientId,
    audience: audiences.slice(0, MAX_PLACES).map((item) => item.slice(0, MAX_IDENTITY_CHARS)),
    sessionId:
      readText(payload, 'sid') ??
      readText(payload, 'session_state') ??
      readText(payload, 'session_id') ??
      readText(payload, 'sessionId') ??
      readText(payload, 'sessionHandle'),
    tenant: readText(payload, 'tid') ?? readText(payload, 'org_id'),
    hasActor: Object.hasOwn(payload, 'act'),
  };
}

function readScopeClaim(payload: JsonObject): string | null {
  const scope = readMember(payload, 'scope') ?? readMember(payload, 'scp');
  if (typeof scope === 'string') return scope.slice(0, MAX_SCOPE_CHARS);
  return Array.isArray(scope)
    ? scope
        .filter((word) => typeof word === 'string')
        .join(' ')
        .slice(0, MAX_SCOPE_CHARS)
    : null;
}

/** cnf (RFC 7800): the key that a sender must prove to hold. */
function readBinding(payload: JsonObject): string | null {
  const confirmation = readMember(payload, 'cnf');
  if (!isJsonObject(confirmation)) return null;
  return readText(confirmation, 'jkt') ?? (Object.hasOwn(confirmation, 'x5t#S256') ? 'x5t#S256' : null);
}

/** Numbers are identifiers too (`sub: 42`). */
function readText(object: JsonObject, key: string): string | null {
  const value = readMember(object, key);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return readString(object, key)?.slice(0, MAX_IDENTITY_CHARS) ?? null;
}
