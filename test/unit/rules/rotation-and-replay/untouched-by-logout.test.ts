// Sessions that another logout does not end (token-accepted-after-logout).

import { describe, expect, it } from 'vitest';
import { expectNoFinding } from '../../../support/story/expect-finding';
import { tellStory } from '../../../support/story/tell-story';
import { redeem, refresh } from '../usual-traffic';
import { byRequest, LOGOUT_AT, revoking } from './logouts';

const RULE = 'token-accepted-after-logout';

describe('no logout ends what it is not about: the use', () => {
  it('of a new sign-in', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
      byRequest(s);
      redeem(s, 150, { access_token: 'AT2', refresh_token: 'RT2' });
      s.get('api/me', { at: 200, bearer: 'AT2' });
      refresh(s, 600, 'RT2', { access_token: 'AT3', refresh_token: 'RT3' });
    });
    expectNoFinding(told, RULE);
  });

  it('of another app of the same server (T18)', () => {
    const other = { client: 'https://other.shop.example/' };
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1' });
      redeem(s, 1, { access_token: s.jwt('ATx1', { claims: { client_id: 'other' } }) }, other);
      byRequest(s);
      s.get('api/me', { at: 200, bearer: 'ATx1', ...other });
    });
    expectNoFinding(told, RULE);
  });

  it('when only an access token was revoked, and the refresh token goes on (RFC 7009 2.1)', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
      revoking('AT1')(s);
      refresh(s, 200, 'RT1', { access_token: 'AT2', refresh_token: 'RT2' });
      s.get('api/me', { at: 210, bearer: 'AT2' });
    });
    expectNoFinding(told, RULE);
  });

  it('when a client only tidies up what it has replaced', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
      refresh(s, 50, 'RT1', { access_token: 'AT2', refresh_token: 'RT2' });
      revoking('RT1')(s);
      s.get('api/me', { at: 200, bearer: 'AT2' });
    });
    expectNoFinding(told, RULE);
    expect(told.chain('RT2').state).toBe('active');
  });

  it('at a public endpoint that a cookie is sent to by itself (T19)', () => {
    const told = tellStory(
      (s) => {
        s.post('app/login', {
          at: 0,
          json: { password: 'x' },
          answer: { setCookie: `session=${s.jwt('AT1')}; HttpOnly` },
        });
        s.post('app/logout', { at: LOGOUT_AT, cookie: 'session=AT1', answer: 204 });
        s.open('app/welcome', { at: 200, cookie: 'session=AT1' });
      },
      { isEnforcing: false },
    );
    expectNoFinding(told, RULE);
  });
});
