import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { onLocalhost, redeem, refresh } from '../usual-traffic';

const RULE = 'refresh-token-long-lived';
const DAY_SEC = 86_400;

const announce = (days: number) =>
  tellStory((s) =>
    redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: 'RT1', refresh_expires_in: days * DAY_SEC }),
  );

describe('a refresh token that lives very long', () => {
  it('is low past thirty days, medium past ninety', () => {
    expectNoFinding(announce(30), RULE);
    expectFinding(announce(31), RULE, { severity: 'low', confidence: 'confirmed', tokens: ['RT1'] });
    expectFinding(announce(91), RULE, { severity: 'medium' });
  });

  it('is read from its own claims where it is a JWT', () => {
    const spec = { lifetimeSec: 100 * DAY_SEC, header: { typ: 'JWT' }, claims: { typ: 'Refresh', jti: undefined } };
    const told = tellStory((s) => redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: s.jwt('RT1', spec) }));
    const { message } = expectFinding(told, RULE, { severity: 'medium' });
    expect(message).toContain('no jti');
  });

  it('shows whether the family rotates', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: 'RT1', refresh_expires_in: 40 * DAY_SEC });
      refresh(s, 540, 'RT1', { access_token: s.jwt('AT2'), refresh_token: 'RT2', refresh_expires_in: 40 * DAY_SEC });
    });
    const { evidence } = expectFinding(told, RULE, { count: 2 });
    expect(evidence.map(({ what }) => what).join()).toContain('rotation rotating');
  });

  it('takes the life of a cookie for retention: information', () => {
    const setCookie = `rt=${'RT1'}; HttpOnly; Max-Age=${40 * DAY_SEC}`;
    const told = tellStory((s) =>
      s.post('auth/token', {
        at: 0,
        form: { grant_type: 'authorization_code', code: 'c1' },
        answer: { json: { access_token: s.jwt('AT1') }, setCookie },
      }),
    );
    expectFinding(told, RULE, { severity: 'info', confidence: 'possible' });
  });

  it('is one step lower when its use proves a key', () => {
    const told = tellStory((s) => {
      const json = { access_token: s.jwt('AT1'), refresh_token: 'RT1', refresh_expires_in: 100 * DAY_SEC };
      redeem(s, 0, json, { dpop: 'p1' });
      refresh(s, 300, 'RT1', { access_token: s.jwt('AT2') }, { dpop: 'p2' });
    });
    expectFinding(told, RULE, { severity: 'low' });
  });

  it('T16: one token for several audiences is one finding', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: 'RT1', refresh_expires_in: 40 * DAY_SEC });
      for (const [at, resource] of [
        [10, 'a'],
        [11, 'b'],
      ] as const) {
        s.post('auth/token', {
          at,
          form: { grant_type: 'refresh_token', refresh_token: 'RT1', resource: `https://${resource}.example` },
          answer: { json: { access_token: s.jwt(`AT${resource}1`, { claims: { aud: resource } }) } },
        });
      }
    });
    expectFinding(told, RULE, { count: 1 });
  });

  it('is not evaluable where nothing is announced', () => {
    const told = tellStory((s) => redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: 'RT1' }));
    expect(told.report.notEvaluable.map(({ rule }) => rule)).toContain(RULE);
  });

  it('is one step lower on a developer machine, one higher with the scope of an administrator', () => {
    const json = { refresh_token: 'RT1', refresh_expires_in: 100 * DAY_SEC };
    const told = tellStory(onLocalhost((s) => redeem(s, 0, { access_token: s.jwt('AT1'), ...json })));
    expectFinding(told, RULE, { severity: 'low' });
    const spec = { lifetimeSec: 40 * DAY_SEC, header: { typ: 'JWT' }, claims: { typ: 'Refresh', scope: 'admin' } };
    const admin = tellStory((s) => redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: s.jwt('RT1', spec) }));
    expectFinding(admin, RULE, { severity: 'medium' });
  });

  it('is likely where only its claims make it a refresh token', () => {
    const spec = { lifetimeSec: 100 * DAY_SEC, header: { typ: 'JWT' }, claims: { typ: 'Refresh', scope: undefined } };
    const told = tellStory((s) => s.post('app/session', { at: 0, json: { jwt: s.jwt('RT1', spec) } }));
    expectFinding(told, RULE, { severity: 'low', confidence: 'likely' });
  });

  it('does not speak of access tokens, nor of cookies that are kept for a month', () => {
    const told = tellStory((s) =>
      s.post('auth/token', {
        at: 0,
        form: { grant_type: 'authorization_code', code: 'c1' },
        answer: {
          json: { access_token: s.jwt('AT1', { lifetimeSec: 100 * DAY_SEC }) },
          setCookie: `rt=RT1; HttpOnly; Max-Age=${30 * DAY_SEC}`,
        },
      }),
    );
    expectNoFinding(told, RULE);
  });

  it('says of the family what is known of it in the end', () => {
    const told = tellStory((s) => {
      const issue = (n: number, at: number) => ({
        access_token: s.jwt(`AT${n}`),
        refresh_token: `RT${n}`,
        refresh_expires_in: 100 * DAY_SEC - at,
      });
      redeem(s, 0, issue(1, 0));
      refresh(s, 540, 'RT1', issue(2, 540));
      refresh(s, 1080, 'RT2', issue(3, 1080));
    });
    const families = expectFinding(told, RULE).evidence.filter(({ what }) => what.startsWith('family'));
    expect(families.map(({ what }) => what)).toEqual(['family C1: rotation rotating, session absolute']);
  });

  it('is one step lower where it was issued to a key, until it renews without a proof', () => {
    const json = { access_token: 'AT1', refresh_token: 'RT1', token_type: 'DPoP', refresh_expires_in: 100 * DAY_SEC };
    const tell = (then: (s: Teller) => void) =>
      tellStory((s) => {
        redeem(s, 0, json, { dpop: 'p1' });
        then(s);
      });
    expectFinding(
      tell(() => undefined),
      RULE,
      { severity: 'low' },
    );
    expectFinding(tell(revoke), RULE, { severity: 'low' });
    expectFinding(
      tell((s) => s.post('auth/token', { at: 300, form: renewal, dpop: 'p2', answer: 'none' })),
      RULE,
      { severity: 'low' },
    );
    expectFinding(
      tell((s) => refresh(s, 300, 'RT1', { access_token: 'AT2' })),
      RULE,
      { severity: 'medium' },
    );
  });

  it('is one step lower where nobody saw whether it was issued to a key', () => {
    const tell = (then: (s: Teller) => void) =>
      tellStory((s) => {
        s.jwt('RT1', { lifetimeSec: 100 * DAY_SEC, header: { typ: 'JWT' }, claims: { typ: 'Refresh' } });
        then(s);
      });
    expectFinding(tell(revoke), RULE, { severity: 'low' });
    expectFinding(
      tell((s) => refresh(s, 300, 'RT1', { access_token: 'AT2' })),
      RULE,
      { severity: 'medium' },
    );
  });
});

const renewal = { grant_type: 'refresh_token', refresh_token: 'RT1' };

const revoke = (s: Teller): void =>
  s.post('auth/revoke', { at: 5, form: { token: 'RT1', token_type_hint: 'refresh_token' } });
