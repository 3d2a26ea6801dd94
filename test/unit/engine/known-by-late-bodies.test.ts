// What bodies tell seconds after their answers says the same of a family as it would have said at once.

import { describe, expect, it } from 'vitest';
import { createPolicy } from '../../../src/engine/policy';
import type { Observation } from '../../../src/observation/observation';
import { createAnalysis } from '../../../src/rules/analysis';
import { refresh, refuse, signIn } from '../../support/story/passages';
import { readLast } from '../../support/story/read-last';
import { tellStory } from '../../support/story/tell-story';
import type { Teller } from '../../support/story/teller';
import { redeem } from '../rules/usual-traffic';

const tell = (secondSightMs: number, story: (s: Teller) => void) =>
  tellStory(story, { sensors: ['web-request', 'devtools'], secondSightMs });

describe('when bodies come late', () => {
  it('a refresh whose body one sensor hides renews the access token that was held then, not the one that it brought', () => {
    const { observations } = tell(3000, (s) => {
      signIn(s, 0);
      s.get('api/me', { at: 2, bearer: 'AT1' });
      refresh(s, 540, 1, 2);
      s.get('api/me', { at: 541, bearer: 'AT2' });
    });
    // As Chrome keeps a Blob, and any body of PATCH, from webRequest.
    const hide = (one: Observation): Observation =>
      one.kind === 'request-sent' && one.sensor === 'web-request' && one.method === 'POST'
        ? { ...one, credentials: [], purpose: { kind: 'other' } }
        : one;
    const analysis = createAnalysis(createPolicy('aal1'));
    // The answer to the sign-in is the last that is read.
    for (const one of readLast(observations, [0])) analysis.observe(hide(one));
    const [renewal] = analysis.state.refresh.values();
    const held = [...analysis.state.token.values()].filter(({ role }) => role === 'access');
    const [old, next] = held.sort((a, b) => (a.iatSec ?? 0) - (b.iatSec ?? 0));
    expect(renewal).toMatchObject({ outcome: 'success', trigger: 'proactive', renewed: old?.id });
    expect(old?.replacedBy).toBe(next?.id);
  });

  it('a request that failed before its cookie was known for what it is was a refresh that failed', () => {
    const { observations } = tell(3000, (s) => {
      const answer = { json: { accessToken: 'AT1' }, setCookie: 'refresh_token=RT1; HttpOnly' };
      s.post('app/login', { at: 0, json: { user: 'a', password: 'x' }, answer });
      s.post('app/session/refresh', { at: 2, cookie: 'refresh_token=RT1', fails: 'net::ERR_TIMED_OUT' });
    });
    const analysis = createAnalysis(createPolicy('aal1'));
    // A worker that had died missed the request.
    const isMissed = (one: Observation): boolean => one.kind === 'request-sent' && one.ref === 'web-request:0';
    for (const one of observations) if (!isMissed(one)) analysis.observe(one);
    expect([...analysis.state.refresh.values()]).toMatchObject([{ type: 'rt_cookie', outcome: 'failure.transient' }]);
  });

  it('a token that was revoked before the body that issued it was read was logged out', () => {
    const { observations } = tell(0, (s) => {
      const form = { grant_type: 'refresh_token', refresh_token: 'RT1', client_id: 'spa' };
      redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' }, { after: 0.05 });
      s.post('auth/revoke', { at: 0.3, form: { token: 'RT1', token_type_hint: 'refresh_token' }, after: 0.05 });
      s.post('auth/token', { at: 1.3, form, after: 0.05, answer: { status: 400, json: { error: 'invalid_grant' } } });
    });
    const analysis = createAnalysis(createPolicy('aal1'));
    // Read after the revocation was answered.
    for (const one of readLast(observations, [0])) analysis.observe(one);
    expect([...analysis.state.chain.values()]).toMatchObject([
      { rootKind: 'code', logout: { by: 'L1' }, end: { cause: 'logout' } },
    ]);
  });

  it.each([
    ['temporarily_unavailable', 'failure.transient'],
    ['use_dpop_nonce', 'negotiation'],
    ['unauthorized_client', 'failure.terminal'],
  ])('%s refuses no token and ends no chain', (error, outcome) => {
    const told = tell(1997, (s) => {
      signIn(s, 0);
      refuse(s, 590, 1, { id: 'asked' }, { error });
    });
    expect(told.refresh('asked').outcome).toBe(outcome);
    expect(told.token('RT1').state).toBe('live');
    expect(told.chain('RT1').state).toBe('active');
    const isDead = [...told.state.client.values()].some(({ deadSession }) => deadSession !== null);
    expect(isDead).toBe(outcome === 'failure.terminal');
  });

  it('a token that was refused before stays so', () => {
    const told = tell(50, (s) => {
      signIn(s, 0);
      refuse(s, 590, 1);
      refuse(s, 600, 1, {}, { error: 'temporarily_unavailable' });
    });
    expect(told.token('RT1').state).toBe('rejected');
    expect(told.chain('RT1').state).toBe('unknown');
  });

  it('a token that was asked to wait is superseded by the next try', () => {
    const told = tell(50, (s) => {
      signIn(s, 0);
      refuse(s, 590, 1, {}, { error: 'temporarily_unavailable' });
      refresh(s, 595, 1, 2);
    });
    expect(told.token('RT1').state).toBe('superseded');
  });

  it.each([0, 1997])('a rotation that followed a repeat makes it no older: %d ms', (lateMs) => {
    const told = tell(lateMs, (s) => {
      const renew = (at: number, id: string, presented: string, issued: string) =>
        s.post('auth/session/refresh', {
          at,
          id,
          after: 0.05,
          cookie: `refresh_token=${presented}`,
          answer: {
            json: { access_token: `AT-${id}` },
            setCookie: `refresh_token=${issued}; Path=/session; HttpOnly; Secure; SameSite=Strict`,
          },
        });
      s.post('auth/session/login', {
        at: 0,
        after: 0.05,
        json: { user: 'somebody', password: 'not one' },
        answer: {
          json: { access_token: 'AT0' },
          setCookie: 'refresh_token=RT1; Path=/session; HttpOnly; Secure; SameSite=Strict',
        },
      });
      renew(1, 'first', 'RT1', 'RT2');
      renew(3, 'repeat', 'RT1', 'RT2');
      renew(5, 'next', 'RT2', 'RT3');
    });
    expect(told.refresh('repeat')).toMatchObject({ position: 'P2', generationDistance: 1 });
  });

  it.each([0, 1997])('a token that renews itself is told of in the order of its uses: %d ms', (lateMs) => {
    const told = tell(lateMs, (s) => {
      for (const name of ['T1', 'T2', 'T3']) s.jwt(name, { header: { typ: 'JWT' }, claims: { scope: undefined } });
      const renew = (at: number, after: number, id: string, issued: string) =>
        s.post('app/api-token-refresh', { at, after, id, bearer: 'T1', answer: { json: { token: issued } } });
      s.post('app/api-token-auth', { at: 0, json: { password: 'x' }, answer: { json: { token: 'T1' } } });
      renew(11, 5, 'slow', 'T2');
      s.get('api/me', { at: 11, bearer: 'T1' });
      renew(12, 0.05, 'quick', 'T3');
    });
    const { uses = [] } = [...told.state.token.values()].find((token) => token.uses.length === 2) ?? {};
    expect(uses.map(({ startMs }) => startMs)).toEqual(uses.map(({ startMs }) => startMs).sort());
    expect(uses.length).toBe(2);
  });
});
