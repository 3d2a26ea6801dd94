// Which cookie renews a session, when only the answer can tell (rules.md 3.3, 14.22).

import { describe, expect, it } from 'vitest';
import { expectQuiet } from '../../support/story/expect-finding';
import { tellStory } from '../../support/story/tell-story';
import type { Teller } from '../../support/story/teller';

const refreshWith = (s: Teller, at: number, cookie: string, token: string, setCookie: string | string[] = []) =>
  s.post('auth/refresh', {
    at,
    id: `at ${at}`,
    cookie,
    headers: { 'X-Requested-With': 'fetch' },
    answer: { json: { accessToken: token }, setCookie },
  });

describe('the renewal cookie', () => {
  it.each(['__cf_bm', 'AWSALB', '_fbp', 'ARRAffinity'])(
    'is never %s, which belongs to what stands before the app',
    (name) => {
      const told = tellStory((s) => {
        refreshWith(s, 540, `${name}=RT1`, 'AT1', `${name}=RT2; HttpOnly; Secure`);
        refreshWith(s, 1080, `${name}=RT2`, 'AT2', `${name}=RT3; HttpOnly; Secure`);
      });
      expect(told.refresh('at 1080')).toMatchObject({ type: 'rt_cookie', presented: null });
      expectQuiet(told);
    },
  );

  it('is no cookie of another name, only because it came alone', () => {
    const told = tellStory((s) => {
      for (const [n, at] of [540, 1080, 1620].entries()) refreshWith(s, at, 'visitor=RT1', `AT${n + 1}`);
    });
    expect(told.refresh('at 1620').presented).toBeNull();
    expectQuiet(told);
  });

  it('is the one that is named like one, when the access token stands in a cookie beside it', () => {
    const told = tellStory((s) => {
      refreshWith(s, 700, 'sAccessToken=AT1; sRefreshToken=RT1', 'AT2', ['sAccessToken=AT2', 'sRefreshToken=RT2']);
    });
    expect(told.refresh('at 700')).toMatchObject({ type: 'rt_cookie', presented: 'RT1', issued: ['AT2', 'RT2'] });
  });

  it('is none that is set at a sign-in beside one that is named as the session’s (Better Auth)', () => {
    const told = tellStory((s) => {
      s.jwt('CACHED', { lifetimeSec: 300, header: { typ: 'JWT' }, claims: { iss: undefined, scope: undefined } });
      s.post('app/api/auth/sign-in/email', {
        at: 0,
        json: { email: 'a@b.example', password: 'x' },
        answer: {
          json: { redirect: false, token: 'AT1' },
          setCookie: ['better-auth.session_token=RT1; HttpOnly', 'better-auth.session_data=CACHED; HttpOnly'],
        },
      });
      s.get('api/me', { at: 5, cookie: 'better-auth.session_token=RT1; better-auth.session_data=CACHED' });
    });
    expect(told.report.tokens.map(({ role, accepted }) => [role, accepted])).toEqual([
      ['access', 0],
      ['session', 1],
      ['session', 1],
    ]);
    expectQuiet(told);
  });

  it('is the session token itself, where that is all the session has and the answer sets it anew', () => {
    const told = tellStory((s) => {
      for (const name of ['T1', 'T2']) s.jwt(name, { header: { typ: 'JWT' }, claims: { scope: undefined } });
      s.post('api/login', { at: 0, json: { password: 'x' }, answer: { setCookie: 'payload-token=T1; HttpOnly' } });
      s.get('api/posts', { at: 5, cookie: 'payload-token=T1' });
      s.post('api/users/refresh-token', {
        at: 500,
        id: 'own',
        cookie: 'payload-token=T1',
        answer: { json: { refreshedToken: 'T2' }, setCookie: 'payload-token=T2; HttpOnly' },
      });
    });
    expect(told.refresh('own')).toMatchObject({ type: 'self_renew', presented: 'T1', issued: ['T2'] });
  });
});

it('was not sent by being set: where it was seen, and since when', () => {
  const { token } = tellStory((s) => {
    const setCookie = (name: string) => `rt=${name}; HttpOnly; Path=/auth`;
    const json = { user: 'a', password: 'b' };
    s.post('app/auth/login', { at: 0, json, answer: { json: { accessToken: 'AT1' }, setCookie: setCookie('RT1') } });
    const renewed = { json: { accessToken: 'AT2' }, setCookie: setCookie('RT2') };
    s.post('app/auth/refresh', { at: 540, cookie: 'rt=RT1', answer: renewed });
  });
  expect(token('RT1').carriers.toSorted()).toEqual(['cookie', 'set-cookie']);
  expect(token('RT2')).toMatchObject({ carriers: ['set-cookie'], presentations: 0, firstSeen: token('AT2').firstSeen });
});

it('is known by what set it anew, where no cookie of the request was shown and no body was read', () => {
  const told = tellStory((s) => {
    const set = (name: string) => ({ body: 'lost', setCookie: `refresh_token=${name}; HttpOnly; Path=/auth` }) as const;
    s.post('app/auth/login', { at: 0, json: { user: 'a', password: 'b' }, answer: set('RT1') });
    s.post('app/auth/refresh', { at: 540, id: 'r', answer: set('RT2') });
  });
  expect(told.refresh('r')).toMatchObject({ type: 'rt_cookie', outcome: 'success', presented: 'RT1', issued: ['RT2'] });
  expect(told.chain('RT1')).toMatchObject({ edges: [{ from: 'RT1', to: 'RT2', evidence: 'E2' }], heads: ['RT2'] });
});
