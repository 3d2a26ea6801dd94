// Observations of a plain session: whatever is not said is ordinary.

import fc from 'fast-check';
import type { Fingerprint } from '../../../src/base/brand';
import { isFingerprint } from '../../../src/base/guard';
import type { IssuedCredential, PresentedCredential } from '../../../src/observation/credential';
import type { AnswerReceived, Observation, RequestSent, SendRef } from '../../../src/observation/observation';

const START_MS = 1_772_355_600_000;

export function fingerprintOf(number: number): Fingerprint {
  const text = number.toString(16).padStart(32, '0');
  if (!isFingerprint(text)) throw new Error(`no fingerprint: ${text}`);
  return text;
}

const credentialOf = (number: number) => ({
  fp: fingerprintOf(number),
  bodyFp: null,
  nonceFp: null,
  format: 'opaque' as const,
  jwt: null,
});

export const presentedAccess = (number: number): PresentedCredential => ({
  ...credentialOf(number),
  carrier: 'authorization',
  name: 'Authorization',
  claimed: { role: 'access', strength: 'likely', row: 3 },
  scheme: 'bearer',
  isRepeatedInRequest: false,
});

export const presentedRefresh = (number: number): PresentedCredential => ({
  ...credentialOf(number),
  carrier: 'form',
  name: 'refresh_token',
  claimed: { role: 'refresh', strength: 'confirmed', row: 2 },
  scheme: null,
  isRepeatedInRequest: false,
});

export const issued = (number: number, role: 'access' | 'refresh'): IssuedCredential => ({
  ...credentialOf(number),
  carrier: 'response-json',
  name: `${role}_token`,
  claimed: { role, strength: 'confirmed', row: 2 },
  announcedSec: role === 'access' ? 300 : null,
  cookie: null,
});

export const requestSent = (change: Partial<RequestSent>): RequestSent => ({
  kind: 'request-sent',
  ref: 'web-request:1.0',
  sensor: 'web-request',
  atMs: START_MS,
  method: 'GET',
  origin: 'https://api.example',
  pathTemplate: '/orders',
  urlFp: fingerprintOf(0xaa),
  bodyFp: null,
  resourceType: 'fetch',
  context: 'tab:7',
  clientOrigin: 'https://app.example',
  partition: 'normal',
  redirectOf: null,
  answeredMs: null,
  isPrefetch: false,
  purpose: { kind: 'other' },
  credentials: [],
  cookies: [],
  proof: null,
  clientId: null,
  isClientAuthenticated: false,
  hasVerifier: false,
  target: '',
  hasCsrfDefence: false,
  hasSessionCookie: false,
  dialect: null,
  ...change,
});

export const answerReceived = (change: Partial<AnswerReceived>): AnswerReceived => ({
  kind: 'answer-received',
  ref: 'web-request:1.0',
  sensor: 'web-request',
  atMs: START_MS + 50,
  status: 200,
  source: 'network',
  serverDateMs: null,
  body: 'full',
  issued: [],
  cookiesSet: [],
  cookiesCleared: [],
  error: null,
  challenge: null,
  redirect: null,
  tokenType: null,
  scope: null,
  clearsSiteData: false,
  repeatCause: null,
  dialect: null,
  ...change,
});

/** Refreshes, calls, refusals and losses over a handful of tokens, in the order in which a browser would tell them. */
export const anyStory = (minLength = 0): fc.Arbitrary<readonly Observation[]> =>
  fc
    .array(fc.record({ what: fc.constantFrom('refresh', 'call', 'refused', 'lost', 'closed'), token: fc.nat(5) }), {
      minLength,
      maxLength: 25,
    })
    .map((steps) => steps.flatMap(({ what, token }, index) => tellStep(what, token, index)));

function tellStep(what: string, token: number, index: number): readonly Observation[] {
  const atMs = START_MS + index * 1000;
  const ref: SendRef = `web-request:${index}.0`;
  if (what === 'closed') return [{ kind: 'tab-closed', atMs, context: 'tab:7' }];
  const call = requestSent({ ref, atMs, credentials: [presentedAccess(100 + token)] });
  const refresh = requestSent({
    ref,
    atMs,
    method: 'POST',
    pathTemplate: '/token',
    urlFp: fingerprintOf(0xbb),
    purpose: { kind: 'token-request', grant: 'refresh_token', codeFp: null },
    credentials: [presentedRefresh(200 + token)],
  });
  if (what === 'refresh') {
    const next = [issued(101 + token, 'access'), issued(201 + token, 'refresh')];
    return [refresh, answerReceived({ ref, atMs: atMs + 100, issued: next })];
  }
  if (what === 'lost')
    return [
      refresh,
      { kind: 'request-failed', ref, sensor: 'web-request', atMs: atMs + 100, error: 'net::ERR_FAILED' },
    ];
  return [call, answerReceived({ ref, atMs: atMs + 40, status: what === 'refused' ? 401 : 200 })];
}
