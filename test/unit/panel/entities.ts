// Entities with ordinary values; a test names only what it is about.

import type { Fingerprint } from '../../../src/base/brand';
import type { Refresh } from '../../../src/engine/refresh';
import type { Token } from '../../../src/engine/token';
import type { TokenEntry } from '../../../src/panel/model/token-entry';
import type { RefreshFacts } from '../../../src/panel/words/refresh-facts';

export const fp = (number: number): Fingerprint => number.toString(16).padStart(32, '0') as Fingerprint;

export function makeRefresh(facts: Partial<Refresh> = {}): Refresh {
  return {
    id: 'har:1',
    label: 'R1',
    send: 'har:1',
    startMs: 1_000_000,
    endMs: 1_000_200,
    endpoint: 'POST https://id.shop.dev/token',
    context: 'tab:7',
    client: 'normal|https://shop.dev',
    type: 'rt_grant',
    trigger: 'proactive',
    remainingSec: 57,
    renewed: fp(1),
    position: 'P0',
    generationDistance: null,
    sinceReplacedSec: null,
    answer: 'A+',
    outcome: 'success',
    isResolved: null,
    isInterrupted: false,
    isSettledSilently: false,
    presented: fp(2),
    issued: [fp(3), fp(4)],
    unauthorized: [],
    retried: [],
    status: 200,
    errorCode: null,
    reading: null,
    repeatCause: null,
    target: '',
    dialect: null,
    chain: '1',
    ...facts,
  };
}

export function makeFacts(facts: Partial<RefreshFacts> = {}): RefreshFacts {
  return { presented: 'RT1', rival: null, isRivalElsewhere: false, silent: 'success', shape: 'paired', ...facts };
}

export function makeToken(facts: Partial<Token> = {}): Token {
  return {
    id: fp(1),
    label: 'AT1',
    bodyFp: null,
    format: 'jws',
    algorithm: 'RS256',
    type: 'at+jwt',
    keyId: null,
    identity: {
      issuer: 'https://id.shop.dev',
      subject: 'u_42',
      clientId: 'shop-spa',
      audience: ['https://api.shop.dev'],
      sessionId: null,
      tenant: null,
      hasActor: false,
    },
    scope: null,
    jti: null,
    authTimeSec: null,
    claimNames: ['iss', 'exp'],
    role: 'access',
    roleStrength: 'confirmed',
    roleRow: 2,
    issuedRole: 'access',
    usedRole: null,
    iatSec: 1000,
    nbfSec: null,
    expSec: 1600,
    soft: null,
    announcedSec: null,
    issuedAtMs: 1_000_000,
    issuedServerMs: 1_000_000,
    issuedBy: null,
    cookie: null,
    boundTo: null,
    firstSeenMs: 1_000_000,
    lastSeenMs: 1_000_000,
    presentations: 0,
    presentationsAfterExpiry: 0,
    expiredBursts: [],
    accepted: 0,
    rejected: 0,
    lastAcceptedMs: null,
    carriers: [],
    origins: [],
    endpoints: [],
    contexts: ['tab:7'],
    chain: null,
    replacedBy: null,
    replacedAtMs: null,
    refusedAtMs: null,
    generation: 0,
    branch: 0,
    uses: [],
    ...facts,
  };
}

export function makeEntry(facts: Partial<TokenEntry> & { readonly token?: Token } = {}): TokenEntry {
  const token = facts.token ?? makeToken();
  return {
    token,
    chain: null,
    endsAtMs: token.expSec === null ? null : token.expSec * 1000,
    ending: null,
    findings: [],
    worst: null,
    place: 0,
    ...facts,
  };
}
