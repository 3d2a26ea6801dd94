// DevTools reads the bodies of answers in any order, after all of them were answered. However a session is renewed, what is
// known in the end is what would have been known at once.

import { describe, expect, it } from 'vitest';
import { createPolicy } from '../../../src/engine/policy';
import { isInBody } from '../../../src/observation/carrier';
import type { Observation } from '../../../src/observation/observation';
import { createAnalysis } from '../../../src/rules/analysis';
import type { AnswerOptions, RequestOptions } from '../../support/story/story-acts';
import { tellStory } from '../../support/story/tell-story';

type Way = {
  readonly path: string;
  readonly method?: string;
  /** What renews; the tokens of the sign-in are AT1 and RT1. */
  readonly sent: Partial<RequestOptions>;
  readonly bring: (n: number) => AnswerOptions;
  readonly carry?: (n: number) => Partial<RequestOptions>;
};

const GRANT = { grant_type: 'refresh_token', refresh_token: 'RT1', client_id: 'spa' };
const MUTATION = 'mutation R($t: String!) { refreshToken(token: $t) { accessToken refreshToken } }';
const both = (n: number) => ({ accessToken: `AT${n}`, refreshToken: `RT${n}` });
const pair = (n: number): AnswerOptions => ({ json: both(n) });
const grant = (n: number): AnswerOptions => ({ json: { access_token: `AT${n}`, refresh_token: `RT${n}` } });
const itself = (n: number): AnswerOptions => ({ json: { token: `AT${n}` } });
const cookieOf = (name: string): string => `${name}; HttpOnly; Secure; Path=/`;

const WAYS: Readonly<Record<string, Way>> = {
  'a grant': { path: 'auth/token', sent: { form: GRANT }, bring: grant },
  'a grant that keeps its token': {
    path: 'auth/token',
    sent: { form: GRANT },
    bring: (n) => (n === 1 ? grant(1) : { json: { access_token: `AT${n}` } }),
  },
  JSON: { path: 'app/auth/refresh', sent: { json: { refreshToken: 'RT1' } }, bring: pair },
  'JSON beside its access token': {
    path: 'app/auth/refresh',
    sent: { bearer: 'AT1', json: { refreshToken: 'RT1' } },
    bring: pair,
  },
  'a query': { path: 'app/auth/refresh', method: 'GET', sent: { query: { refresh_token: 'RT1' } }, bring: pair },
  'a bearer': { path: 'app/auth/refresh', sent: { bearer: 'RT1' }, bring: pair },
  'a header': { path: 'app/auth/refresh', sent: { headers: { 'x-refresh-token': 'RT1' } }, bring: pair },
  'an answer in headers': {
    path: 'app/auth/refresh',
    sent: { json: { refreshToken: 'RT1' } },
    bring: (n) => ({ json: {}, headers: { authorization: `Bearer AT${n}`, 'x-refresh-token': `RT${n}` } }),
  },
  'a cookie': {
    path: 'app/auth/refresh',
    sent: { cookie: 'refresh_token=RT1' },
    bring: (n) => ({ json: { accessToken: `AT${n}` }, setCookie: cookieOf(`refresh_token=RT${n}`) }),
  },
  'two cookies': {
    path: 'app/auth/refresh',
    sent: { cookie: 'access_token=AT1; refresh_token=RT1' },
    bring: (n) => ({
      json: { ok: true },
      setCookie: [cookieOf(`refresh_token=RT${n}`), cookieOf(`access_token=AT${n}`)],
    }),
    carry: (n) => ({ cookie: `access_token=AT${n}; refresh_token=RT${n}` }),
  },
  'one cookie for all': {
    path: 'app/auth/refresh',
    sent: { cookie: 'session=AT1' },
    bring: (n) => ({ json: { ok: true }, setCookie: cookieOf(`session=AT${n}`) }),
    carry: (n) => ({ cookie: `session=AT${n}` }),
  },
  'one token for all': { path: 'app/renew', sent: { bearer: 'AT1' }, bring: itself },
  'one token for all, in a body': { path: 'app/renew', sent: { json: { token: 'AT1' } }, bring: itself },
  GraphQL: {
    path: 'api/graphql',
    sent: { json: { query: MUTATION, variables: { t: 'RT1' } } },
    bring: (n) => ({ json: { data: { refreshToken: both(n) } } }),
  },
};

const REFUSED = { status: 401, challenge: 'Bearer error="invalid_token"' } as const;

/** `atSec`: of the refresh; the access token lives 600 s, and is refused after that. */
const tell = ({ path, method = 'POST', sent, bring, carry = (n) => ({ bearer: `AT${n}` }) }: Way, atSec: number) =>
  tellStory(
    (s) => {
      s.post('app/login', { at: 0, json: { user: 'ada', password: 'x' }, answer: bring(1) });
      s.get('app/me', { at: 30, ...carry(1), sensors: ['web-request'] });
      if (atSec > 600) s.get('app/me', { at: atSec - 0.4, ...carry(1), answer: REFUSED });
      s.request(method, path, { at: atSec, id: 'r', ...sent, answer: bring(2) });
      s.get('app/me', { at: atSec + 0.4, ...carry(2) });
    },
    { sensors: ['web-request', 'devtools'], secondSightMs: 3000 },
  ).observations;

const refOf = (one: Observation): string => ('ref' in one ? one.ref : '');
const listWithBodies = (observations: readonly Observation[]): readonly string[] =>
  [...new Set(observations.map(refOf))].filter((ref) => ref.startsWith('devtools'));
const listOrders = (refs: readonly string[]): readonly (readonly string[])[] =>
  refs.length < 2
    ? [refs]
    : refs.flatMap((first) => listOrders(refs.filter((one) => one !== first)).map((rest) => [first, ...rest]));

/** As Chrome keeps a Blob, and any body of PATCH, from webRequest: the path is all that tells of a refresh. */
function hideBody(one: Observation): Observation {
  const isRefresh =
    one.kind === 'request-sent' && (one.purpose.kind === 'refresh-call' || one.purpose.kind === 'token-request');
  if (!isRefresh || one.sensor !== 'web-request') return one;
  const isByField = one.purpose.kind === 'refresh-call' && one.purpose.by === 'token';
  return {
    ...one,
    purpose: isByField ? { kind: 'refresh-call', by: 'path' } : { kind: 'other' },
    credentials: one.credentials.filter(({ carrier }) => !isInBody(carrier)),
  };
}

const inOrder = <Item extends { readonly id: string }>(items: Iterable<Item>): readonly Item[] =>
  [...items].sort((a, b) => a.id.localeCompare(b.id));

function read(observations: readonly Observation[], order: readonly string[]) {
  const { observe, state } = createAnalysis(createPolicy('aal1'));
  const early = observations.filter((one) => !order.includes(refOf(one)));
  const late = order.flatMap((ref) => observations.filter((one) => refOf(one) === ref));
  for (const one of [...early, ...late]) observe(one);
  return {
    refreshes: inOrder(state.refresh.values()).map(({ label, chain, issued, ...refresh }) => ({
      ...refresh,
      issued: [...issued].sort(),
    })),
    chains: [...state.chain.values()].map(({ rootKind, edges, credentials, accessTokens, end }) => ({
      rootKind,
      edges,
      credentials: [...credentials].sort(),
      accessTokens: [...accessTokens].sort(),
      end,
    })),
    tokens: inOrder(state.token.values()).map(({ id, role, replacedBy, presentations, accepted, rejected }) => ({
      id,
      role,
      replacedBy,
      presentations,
      accepted,
      rejected,
    })),
  };
}

const listDifferent = (observations: readonly Observation[], known: ReturnType<typeof read>) =>
  listOrders(listWithBodies(observations))
    .map((order) => ({ order, told: read(observations, order) }))
    .filter(({ told }) => JSON.stringify(told) !== JSON.stringify(known));

const IN_BODIES = Object.entries(WAYS).filter(([, { sent }]) => 'json' in sent || 'form' in sent);

describe.each([
  ['in time', 540, 0],
  ['after a 401', 605, 1],
])('a session that is renewed %s', (_when, atSec, retries) => {
  it.each(Object.entries(WAYS))('by %s is known the same, in whatever order bodies are read', (_name, way) => {
    const observations = tell(way, atSec);
    const known = read(observations, listWithBodies(observations));
    expect(known.refreshes).toMatchObject([{ outcome: 'success', isSettledSilently: true }]);
    expect(known.refreshes[0]?.retried).toHaveLength(retries);
    expect(known.chains).toHaveLength(1);
    expect(listDifferent(observations, known)).toEqual([]);
  });

  it.each(IN_BODIES)('by %s is known the same where webRequest does not show that body', (_name, way) => {
    const observations = tell(way, atSec);
    const known = read(observations, listWithBodies(observations));
    expect(listDifferent(observations.map(hideBody), known)).toEqual([]);
  });
});
