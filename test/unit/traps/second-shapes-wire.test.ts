// Traps T5 to T12 of rules.md section 7 once more: cookies instead of bodies, two tabs, two sensors, bodies that come late or
// never, redirects, preflights.

import { describe, expect, it } from 'vitest';
import { BLIND, BOTH, cookieRefresh, cookieSignIn, LATE, REUSE, rtCookie } from '../../support/story/cookie-passages';
import { expectFinding, expectNoFinding, expectQuiet } from '../../support/story/expect-finding';
import { grantOf, issue, refresh, refuse, signIn } from '../../support/story/passages';
import { type StoryOptions, tellStory } from '../../support/story/tell-story';

const EARLY_AND_LATE: readonly (readonly [string, StoryOptions])[] = [
  ['one sensor', {}],
  ['late bodies', LATE],
];

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
  it.each(EARLY_AND_LATE)(
    'a cookie refresh that a dead connection lost is sent again: no race, no reuse (%s)',
    (_what, options) => {
      const story = tellStory((s) => {
        cookieSignIn(s, 0);
        s.post('app/refresh', {
          at: 540,
          cookie: 'refresh_token=RT1',
          fails: 'net::ERR_CONNECTION_RESET',
          after: 0.01,
        });
        cookieRefresh(s, 540.02, 1, 2, { id: 'again' });
        cookieRefresh(s, 1080, 2, 3);
      }, options);
      expect(story.refresh('again')).toMatchObject({ position: 'P0', outcome: 'success' });
      expectQuiet(story);
      expectNoFinding(story, 'refresh-uncoordinated-parallel', ...REUSE);
    },
  );
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
  it.each(EARLY_AND_LATE)(
    'a token endpoint that moved to another origin gets the body again: one refresh (%s)',
    (_what, options) => {
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
      expect(story.report.refreshes).toHaveLength(3);
      expectNoFinding(story, 'refresh-storm', 'refresh-uncoordinated-parallel', ...REUSE, 'rotation-fork');
    },
  );

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
