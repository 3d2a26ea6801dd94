import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import type { RequestOptions } from '../../../support/story/story-acts';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { redeem } from '../usual-traffic';

const RULE = 'refresh-over-get';

/** Signs in with a cookie, then refreshes by this request. */
const refreshBy =
  (options: Partial<RequestOptions>, method = 'GET') =>
  (s: Teller) => {
    const setCookie = 'refresh_token=RT1; HttpOnly; Secure; SameSite=Strict; Path=/refresh';
    s.post('app/login', { at: 0, json: { password: 'x' }, answer: { json: { accessToken: s.jwt('AT1') }, setCookie } });
    s.request(method, 'app/refresh', {
      at: 540,
      cookie: 'refresh_token=RT1',
      answer: { json: { accessToken: s.jwt('AT2') } },
      ...options,
    });
  };

describe('a refresh by GET', () => {
  it('is low with a cookie', () => {
    expect(expectFinding(tellStory(refreshBy({})), RULE, { severity: 'low' }).message).toContain('in the cookie');
  });

  it('is medium with the refresh token in the URL', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: 'RT1' });
      const query = { grant_type: 'refresh_token', refresh_token: 'RT1' };
      s.get('auth/token', { at: 540, query, answer: { json: { access_token: s.jwt('AT2'), refresh_token: 'RT2' } } });
    });
    const { message } = expectFinding(told, RULE, { severity: 'medium', confidence: 'confirmed', tokens: ['RT1'] });
    expect(message).toContain('in the URL');
  });

  it('is none by POST, when refused, or as a prefetch (T10)', () => {
    expectNoFinding(tellStory(refreshBy({}, 'POST')), RULE);
    expectNoFinding(tellStory(refreshBy({ answer: 401 })), RULE);
    expectNoFinding(tellStory(refreshBy({ headers: { 'Sec-Purpose': 'prefetch' } })), RULE);
  });

  it('is none for a silent authorization', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: s.jwt('AT1') });
      const query = { response_type: 'code', client_id: 'spa', prompt: 'none' };
      const location = 'https://app.shop.example/callback?code=code-987654321';
      s.frame('auth/authorize', { at: 540, query, answer: { status: 302, location } });
      const form = { grant_type: 'authorization_code', code: 'code-987654321' };
      s.post('auth/token', { at: 541, form, answer: { json: { access_token: s.jwt('AT2') } } });
    });
    expect(told.report.refreshes.map(({ type }) => type)).toContain('silent_authz');
    expectNoFinding(told, RULE);
  });

  it('is none where ordinary answers slide the session', () => {
    const told = tellStory((s) => {
      const spec = { lifetimeSec: 3600, header: { typ: 'JWT' }, claims: { scope: undefined } };
      const cookie = (name: string) => `session=${s.jwt(name, spec)}; HttpOnly; Path=/`;
      s.post('app/login', { at: 0, json: { password: 'x' }, answer: { json: {}, setCookie: cookie('T1') } });
      s.get('app/a', { at: 60, cookie: 'session=T1', answer: { json: {}, setCookie: cookie('T2') } });
    });
    expect(told.report.refreshes.map(({ type }) => type)).toContain('sliding_reissue');
    expectNoFinding(told, RULE);
  });

  it('is one step lower on a developer machine', () => {
    expectFinding(tellStory(refreshBy({ client: 'http://localhost:3000' })), RULE, { severity: 'info' });
  });

  it('is not evaluable where no body was read', () => {
    const told = tellStory(refreshBy({}), { sensors: ['web-request'] });
    expect(told.report.notEvaluable.map(({ rule }) => rule)).toContain(RULE);
  });
});
