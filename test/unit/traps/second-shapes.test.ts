// Traps of rules.md section 7 once more, in other shapes: cookies instead of bodies, two tabs, two sensors, bodies that come
// late or never, servers that disagree about time, redirects, preflights.

import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding, expectQuiet } from '../../support/story/expect-finding';
import { EXPIRED, grantOf, issue, refresh, refuse, signIn } from '../../support/story/passages';
import type { AnswerOptions, RequestOptions } from '../../support/story/story-acts';
import { jktOf } from '../../support/story/story-proofs';
import { type StoryOptions, tellStory } from '../../support/story/tell-story';
import type { Teller } from '../../support/story/teller';

const REUSE = [
  'refresh-token-reuse-accepted',
  'refresh-token-reuse-rejected',
  'refresh-token-reuse-within-grace',
] as const;

const BOTH: StoryOptions = { sensors: ['web-request', 'devtools'] };
const LATE: StoryOptions = { ...BOTH, secondSightMs: 2500 };
const BLIND: StoryOptions = { sensors: ['web-request'] };

const rtCookie = (n: number | string): string =>
  `refresh_token=RT${n}; HttpOnly; Secure; SameSite=Strict; Path=/refresh`;

function cookieSignIn(s: Teller, at: number): void {
  const answer = { json: { accessToken: s.jwt('AT1') }, setCookie: rtCookie(1) };
  s.post('app/login', { at, json: { user: 'ada', password: 'x' }, answer });
}

function cookieRefresh(s: Teller, at: number, from: number, to: number, more: Partial<RequestOptions> = {}): void {
  const answer: AnswerOptions = { json: { accessToken: s.jwt(`AT${to}`) }, setCookie: rtCookie(to) };
  s.post('app/refresh', { at, cookie: `refresh_token=RT${from}`, answer, ...more });
}

describe('T5, order', () => {
  const told = (options: StoryOptions) =>
    tellStory((s) => {
      cookieSignIn(s, 0);
      cookieRefresh(s, 540, 1, 2, { id: 'a', tab: 'tabA', after: 1.5 });
      cookieRefresh(s, 541, 1, 3, { id: 'b', tab: 'tabB', after: 0.2 });
    }, options);

  it.each([
    ['one sensor', {}],
    ['both', BOTH],
    ['late bodies', LATE],
    ['no bodies', BLIND],
  ])('two tabs, one cookie: whoever is answered first, it is a race (%s)', (_what, options) => {
    const race = told(options);
    expect([race.refresh('a').position, race.refresh('b').position]).toEqual(['P0', 'P1']);
    expectFinding(race, 'refresh-uncoordinated-parallel', { severity: 'low', count: 2 });
    expectFinding(race, 'rotation-fork', { severity: 'low' });
    expectNoFinding(race, ...REUSE);
  });

  it('a download with the old token may end half an hour after the refresh', () => {
    const story = tellStory((s) => {
      signIn(s, 0);
      s.get('api/export', { at: 539, bearer: 'AT1', after: 1800 });
      refresh(s, 540, 1, 2);
      s.get('api/me', { at: 542, bearer: 'AT2' });
    }, BOTH);
    expectQuiet(story);
    expectNoFinding(story, 'superseded-access-token-used', 'expired-token-sent', 'expired-token-accepted');
  });
});

describe('T6, service workers', () => {
  it.each([
    ['the page first', 540, 540.01],
    ['the worker first', 540.01, 540],
  ])('a refresh that the worker passes on is one presentation (%s)', (_what, pageAt, workerAt) => {
    const story = tellStory((s) => {
      signIn(s, 0);
      const answer = issue(s, 2);
      s.post('auth/token', {
        at: pageAt,
        form: grantOf(1),
        answer: { ...answer, source: 'service-worker' },
        after: 0.4,
      });
      s.post('auth/token', { at: workerAt, form: grantOf(1), answer, tab: 'service-worker', id: 'r' });
      refresh(s, 1080, 2, 3);
    });
    expect(story.token('RT1').presentations).toBe(1);
    expect(story.chain('RT1').edges.map(({ from, to }) => `${from}>${to}`)).toEqual(['RT1>RT2', 'RT2>RT3']);
    expectQuiet(story);
  });

  it('a worker that refreshes beside a tab is a second client of the token: a race', () => {
    const story = tellStory((s) => {
      signIn(s, 0);
      refresh(s, 540, 1, 2, { after: 0.5 });
      refuse(s, 540.2, 1, { tab: 'service-worker', client: 'app', after: 0.5 });
    }, BOTH);
    expectFinding(story, 'refresh-uncoordinated-parallel', { count: 2 });
    expectNoFinding(story, ...REUSE, 'head-refresh-token-rejected');
  });
});

describe('T7, caches', () => {
  it('a session endpoint answered out of the disk cache renews nothing', () => {
    const story = tellStory((s) => {
      cookieSignIn(s, 0);
      cookieRefresh(s, 540, 1, 2);
      s.get('app/refresh', {
        at: 560,
        cookie: 'refresh_token=RT2',
        answer: { source: 'cache', json: { accessToken: s.jwt('AT9') }, dateOffBySec: -20 },
      });
    });
    expect(story.report.refreshes.length).toBe(1);
    expect(story.findToken('AT9')).toBeNull();
    expectQuiet(story);
  });
});

describe('T8, transport', () => {
  it.each([
    ['one sensor', {}],
    ['late bodies', LATE],
  ])('a cookie refresh that a dead connection lost is sent again: no race, no reuse (%s)', (_what, options) => {
    const story = tellStory((s) => {
      cookieSignIn(s, 0);
      s.post('app/refresh', { at: 540, cookie: 'refresh_token=RT1', fails: 'net::ERR_CONNECTION_RESET', after: 0.01 });
      cookieRefresh(s, 540.02, 1, 2, { id: 'again' });
      cookieRefresh(s, 1080, 2, 3);
    }, options);
    expect(story.refresh('again')).toMatchObject({ position: 'P0', outcome: 'success' });
    expectQuiet(story);
    expectNoFinding(story, 'refresh-uncoordinated-parallel', ...REUSE);
  });
});

describe('T10, what browsers fetch by themselves', () => {
  it.each(['Purpose', 'Sec-Purpose'])('%s: prefetch makes no storm of refreshes', (header) => {
    const story = tellStory((s) => {
      cookieSignIn(s, 0);
      for (let n = 1; n <= 8; n += 1)
        s.get('app/refresh', {
          at: 540 + n / 4,
          cookie: `refresh_token=RT${n}`,
          headers: { [header]: 'prefetch' },
          answer: { json: { accessToken: s.jwt(`AT${n + 1}`) }, setCookie: rtCookie(n + 1) },
        });
    });
    expectNoFinding(story, 'refresh-storm', 'refresh-over-get');
  });

  it('beacons carry cookies to wherever they go: nothing is renewed by them', () => {
    const story = tellStory((s) => {
      cookieSignIn(s, 0);
      for (let n = 0; n < 12; n += 1)
        s.post('app/collect', { at: 10 + n / 4, type: 'ping', cookie: 'refresh_token=RT1', answer: 204 });
      cookieRefresh(s, 540, 1, 2);
    });
    expect(story.report.refreshes.length).toBe(1);
    expectQuiet(story);
  });
});

describe('T11, preflights', () => {
  it('a preflight that is refused makes no endpoint one that asks for credentials', () => {
    const story = tellStory(
      (s) => {
        signIn(s, 0);
        s.request('OPTIONS', 'api/news', { at: 5, answer: { status: 401, challenge: 'Bearer' } });
        s.get('api/news', { at: 1500, bearer: 'AT1' });
      },
      { isEnforcing: false },
    );
    expectNoFinding(story, 'expired-token-accepted');
  });
});

describe('T12, redirects', () => {
  it.each([
    ['one sensor', {}],
    ['late bodies', LATE],
  ])('a token endpoint that moved to another origin gets the body again: one refresh (%s)', (_what, options) => {
    const story = tellStory((s) => {
      signIn(s, 0);
      for (const [n, at] of [540, 542, 544].entries()) {
        const location = 'https://login.shop.example/token';
        s.post('auth/token', {
          at,
          id: `hop${n}`,
          form: grantOf(n + 1),
          answer: { status: 307, location },
          after: 0.1,
        });
        const answer = issue(s, n + 2);
        s.post(location, { at: at + 0.1, id: `r${n}`, follows: `hop${n}`, form: grantOf(n + 1), answer });
      }
    }, options);
    expect([0, 1, 2].map((n) => story.refresh(`r${n}`).outcome)).toEqual(['success', 'success', 'success']);
    expectNoFinding(story, 'refresh-storm', 'refresh-uncoordinated-parallel', ...REUSE, 'rotation-fork');
  });

  it('a cookie refresh that is sent to the login page has failed', () => {
    const story = tellStory((s) => {
      cookieSignIn(s, 0);
      s.post('app/refresh', {
        at: 540,
        id: 'r',
        cookie: 'refresh_token=RT1',
        answer: { status: 302, location: '/login' },
      });
      s.get('app/login', { at: 540.3, follows: 'r' });
    });
    expect(story.refresh('r')).toMatchObject({ outcome: 'failure.terminal', answer: 'Rg' });
    expectFinding(story, 'head-refresh-token-rejected', { confidence: 'possible' });
  });
});

describe('T15, nonces', () => {
  const nonceStory = (options: StoryOptions) =>
    tellStory((s) => {
      const bound = { jwt: { claims: { cnf: { jkt: jktOf() } } } };
      const challenge = { status: 400, json: { error: 'use_dpop_nonce' }, headers: { 'DPoP-Nonce': 'n1' } };
      signIn(s, 0, 1, { ...bound, dpop: 'p0' });
      s.post('auth/token', { at: 540, id: 'asked', form: grantOf(1), dpop: 'p1', answer: challenge });
      refresh(s, 540.4, 1, 2, { ...bound, dpop: { name: 'p2', nonce: 'n1' }, id: 'r' });
      for (const n of [0, 1, 2]) {
        const answer = { status: 401, challenge: 'DPoP error="use_dpop_nonce"' };
        s.get('api/me', { at: 550 + n, bearer: 'AT2', dpop: `q${n}`, answer });
      }
      s.get('api/me', { at: 553, bearer: 'AT2', dpop: 'q3' });
    }, options);

  it.each([
    ['one sensor', {}],
    ['both', BOTH],
    ['late bodies', LATE],
  ])('a nonce that is asked for at the refresh, and three times at the API, is no refusal (%s)', (_what, options) => {
    const story = nonceStory(options);
    expect(story.refresh('asked').outcome).toBe('negotiation');
    expect(story.refresh('r')).toMatchObject({ outcome: 'success', position: 'P0' });
    expectQuiet(story);
  });

  it('nor is it one where no body is read', () => {
    const story = nonceStory(BLIND);
    expectQuiet(story);
  });
});

describe('T22, restarts', () => {
  it.each([
    ['accepted', true],
    ['refused', false],
  ])('a cookie from before a crash, after a restart, %s: likely at most', (_what, isAccepted) => {
    const story = tellStory((s) => {
      cookieSignIn(s, 0);
      cookieRefresh(s, 540, 1, 2);
      s.gap(1000, 5000, 'closed');
      cookieRefresh(s, 5010, 1, 3, { tab: 'tabB', ...(isAccepted ? {} : { answer: 401 }) });
    });
    const rule = isAccepted ? 'refresh-token-reuse-accepted' : 'refresh-token-reuse-rejected';
    expect(expectFinding(story, rule).confidence).not.toBe('confirmed');
    expect(expectFinding(story, rule).message).toContain('reloaded from storage older');
  });
});

describe('T23, testers', () => {
  it('a replay that no tab sent leaves room for the tester', () => {
    const story = tellStory((s) => {
      signIn(s, 0);
      refresh(s, 540, 1, 2);
      refresh(s, 900, 1, 3, { tab: 'unknown', client: null });
    });
    expect(expectFinding(story, 'refresh-token-reuse-accepted').message).toContain('DevTools or a proxy');
  });
});

describe('T24, servers that disagree', () => {
  const useAt = (at: number, dateOffBySec: number) =>
    tellStory((s) => {
      signIn(s, 0);
      for (const early of [1, 2, 3]) s.get('api/me', { at: early, bearer: 'AT1', answer: { dateOffBySec } });
      s.get('api/me', { at, bearer: 'AT1', answer: { dateOffBySec } });
    });

  it('a token that is over only by the clock of the server that took it may be over by nothing', () => {
    const story = useAt(400, 600);
    expectFinding(story, 'expired-token-accepted', { severity: 'medium', confidence: 'possible' });
  });

  it('one that is over by both clocks is over', () => {
    expectFinding(useAt(1000, 600), 'expired-token-accepted', { severity: 'high', confidence: 'confirmed' });
  });

  it('a server that lags ten minutes makes no refresh early or late', () => {
    const story = tellStory((s) => {
      signIn(s, 0);
      for (const at of [1, 2, 3]) s.get('api/me', { at, bearer: 'AT1', answer: { dateOffBySec: -600 } });
      refresh(s, 540, 1, 2, { id: 'r' });
    });
    expect(story.refresh('r').trigger).toBe('proactive');
  });
});

describe('S07 in other shapes', () => {
  it.each<[string, Partial<RequestOptions>]>([
    ['a header of its own', { headers: { 'X-Access-Token': 'T1' } }],
    ['a bare Authorization header', { authorization: 'T1' }],
    ['a cookie', { cookie: 'token=T1' }],
  ])('a week-long token in %s', (_what, carried) => {
    const spec = {
      lifetimeSec: 604_800,
      header: { alg: 'HS256', typ: 'JWT' },
      claims: { role: 'user', jti: undefined, scope: undefined, client_id: undefined, aud: undefined, iss: undefined },
    };
    const story = tellStory((s) => {
      const token = s.jwt('T1', spec);
      const answer = 'cookie' in carried ? { setCookie: `token=${token}; HttpOnly; Secure` } : { json: { token } };
      s.post('app/api/login', { at: 0, json: { user: 'ada', password: 'x' }, answer });
      s.get('api/orders', { at: 5, ...carried });
      s.post('https://collect.metrics.example/e', { at: 6, json: { ctx: { jwt: token } }, answer: 204 });
      s.get('wss://rt.shop.example/socket', { at: 8, type: 'websocket', query: { token }, answer: 101 });
    }, BOTH);
    expectFinding(story, 'access-token-long-lived', { severity: 'high', confidence: 'likely' });
    expectNoFinding(story, 'long-lived-token-with-jti', 'token-without-expiry', 'refresh-token-not-rotated');
    expect(story.report.refreshes).toEqual([]);
  });
});

describe('S11 in other shapes', () => {
  const bound = { jwt: { claims: { cnf: { jkt: jktOf() } } } };

  it.each([
    ['both sensors', BOTH],
    ['late bodies', LATE],
    ['DevTools first', { sensors: ['devtools', 'web-request'] } satisfies StoryOptions],
  ])('a proof in two tabs, a bound token in a cookie, one refresh token throughout (%s)', (_what, options) => {
    const story = tellStory((s) => {
      signIn(s, 0, 1, { ...bound, dpop: 'p1' });
      s.get('api/a', { at: 10, bearer: 'AT1', dpop: 'p2' });
      s.get('api/a', { at: 12, bearer: 'AT1', dpop: 'p2', tab: 'tabB' });
      s.get('api/b', { at: 20, cookie: 'at=AT1' });
      for (const n of [2, 3]) {
        const json = { access_token: s.jwt(`AT${n}`, { lifetimeSec: 600, ...bound.jwt }), token_type: 'DPoP' };
        s.post('auth/token', { at: 540 * (n - 1), form: grantOf(1), dpop: `p${n + 1}`, answer: { json } });
      }
    }, options);
    expectFinding(story, 'dpop-proof-reused', { severity: 'medium', confidence: 'confirmed' });
    expectFinding(story, 'dpop-bound-token-as-bearer', { severity: 'medium' });
    expectNoFinding(story, 'refresh-token-not-rotated', ...REUSE, 'dpop-proof-mismatch', 'dpop-key-changed-in-family');
    expect(story.chain('RT1')).toMatchObject({ regime: 'non-rotating', edges: [] });
  });
});

describe('the ordinary way', () => {
  it.each([
    ['both', BOTH],
    ['late bodies', LATE],
    ['no bodies', BLIND],
    ['a clock twelve minutes off', { localSkewSec: 720 } satisfies StoryOptions],
  ])('401, cookie refresh, retry is quiet (%s)', (_what, options) => {
    const story = tellStory((s) => {
      cookieSignIn(s, 0);
      s.get('api/me', { at: 620, bearer: 'AT1', answer: EXPIRED });
      cookieRefresh(s, 620.5, 1, 2, { id: 'r' });
      s.get('api/me', { at: 624, bearer: 'AT2' });
    }, options);
    expectQuiet(story, { except: ['client-clock-skew'] });
    expect(story.refresh('r')).toMatchObject({ outcome: 'success', position: 'P0' });
  });
});
