// The first refresh that is seen may be the one that fails. A path that names a session says that it was one (rules.md 3.3,
// dialects.md 2.5, 2.6); `/refresh` alone may reload anything.

import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../support/story/expect-finding';
import type { RequestOptions } from '../../support/story/story-acts';
import { tellStory } from '../../support/story/tell-story';
import type { Teller } from '../../support/story/teller';

const COOKIE = 'XAalZT9fybcNMyiTUqBzxX_WpwItBV78';
const OF_ITSELF = { type: 'self_renew', outcome: 'failure.terminal', presented: 'T1' };
const ATTRIBUTES = 'Path=/; HttpOnly; Secure; SameSite=Strict';

function signIn(s: Teller, setCookie: readonly string[] = []): void {
  s.jwt('T1', { lifetimeSec: 600, header: { typ: 'JWT' } });
  s.post('app/login', { at: 0, json: { password: 'x' }, answer: { json: { token: 'T1' }, setCookie } });
  s.get('api/me', { at: 5, bearer: 'T1' });
}

const refused = (target: string, sent: Partial<RequestOptions> = {}, setCookie: readonly string[] = []) =>
  tellStory((s) => {
    signIn(s, setCookie);
    s.post(target, { at: 700, id: 'r', answer: 401, ...sent });
  });

describe('a first refresh that is refused', () => {
  it('is one of the token that would have renewed itself, where the path names a session', () => {
    const told = refused('app/api/auth/refresh', { bearer: 'T1' });
    expect(told.refresh('r')).toMatchObject({ ...OF_ITSELF, trigger: 'late' });
    expectNoFinding(told, 'head-refresh-token-rejected', 'single-token-dual-role');
  });

  it.each(['auth', 'session', 'jwt', 'access_token'])('is one of the token in the only cookie, called %s', (name) => {
    const cookie = `${name}=T1; lang=de`;
    const told = tellStory((s) => {
      s.jwt('T1', { lifetimeSec: 600, header: { typ: 'JWT' } });
      s.post('app/login', { at: 0, json: { password: 'x' }, answer: { setCookie: `${name}=T1; ${ATTRIBUTES}` } });
      s.get('app/api/me', { at: 5, cookie });
      s.get('app/api/me', { at: 700, cookie, answer: 401 });
      s.post('app/api/auth/refresh', { at: 701, id: 'r', cookie, answer: 401 });
    });
    expect(told.refresh('r')).toMatchObject({ ...OF_ITSELF, trigger: 'reactive.expired' });
    expectNoFinding(told, 'head-refresh-token-rejected', 'single-token-dual-role');
  });

  it.each([
    ['app/api/refresh', { bearer: 'T1' }],
    ['app/api/dashboard/refresh', { bearer: 'T1' }],
    ['app/api/auth/refresh', { bearer: 'T1', answer: 503 }],
    ['app/api/auth/refresh', { bearer: 'T1', cookie: 'connect.sid=s%3Aabc123def456ghi789jkl0' }],
    ['app/api/auth/refresh', {}],
    ['app/api/auth/refresh', { cookie: `auth=T1; other=${COOKIE}` }],
  ])('is none at %s with %j', (target, sent) => {
    expect(refused(target, sent).report.refreshes).toEqual([]);
  });

  it.each(['app/auth/refresh', 'app/refresh-token'])('is one of the cookie that is named like one, at %s', (target) => {
    const told = tellStory((s) => s.get(target, { at: 0, id: 'r', cookie: `refreshToken=${COOKIE}`, answer: 403 }));
    expect(told.refresh('r')).toMatchObject({ type: 'rt_cookie', position: 'P7', outcome: 'failure.terminal' });
    expect(told.report.tokens).toMatchObject([{ role: 'refresh', carriers: ['cookie'] }]);
    expectNoFinding(told, 'head-refresh-token-rejected');
  });

  it('is one of the cookie that was set beside the tokens, whatever its name', () => {
    const cookie = `sid=${COOKIE}`;
    const told = refused('app/auth/refresh', { cookie }, [`${cookie}; ${ATTRIBUTES}`]);
    expect(told.refresh('r')).toMatchObject({ type: 'rt_cookie', outcome: 'failure.terminal', silent: 'failure' });
  });

  it('counts for a loop', () => {
    const told = tellStory((s) => {
      signIn(s);
      for (const at of [700, 701, 702]) s.post('app/auth/refresh', { at, bearer: 'T1', answer: 401 });
    });
    expectFinding(told, 'refresh-failure-loop', { count: 3 });
  });
});
