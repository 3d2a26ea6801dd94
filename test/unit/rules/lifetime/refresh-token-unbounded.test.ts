import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import { tellStory } from '../../../support/story/tell-story';
import { onLocalhost, redeem, refresh, UNSAID } from '../usual-traffic';

const RULE = 'refresh-token-unbounded';
const REFRESH_JWT = { header: { typ: 'JWT' }, claims: { typ: 'Refresh' } };

describe('a refresh token without any announced bound', () => {
  it.each([0, null])('is medium when its lifetime is announced as %s', (refresh_expires_in) => {
    const told = tellStory((s) =>
      redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: 'RT1', refresh_expires_in }),
    );
    expectFinding(told, RULE, { severity: 'medium', confidence: 'confirmed', tokens: ['RT1'] });
  });

  it('is medium when it is a JWT without exp', () => {
    const told = tellStory((s) =>
      redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: s.jwt('RT1', { ...REFRESH_JWT, lifetimeSec: null }) }),
    );
    expectFinding(told, RULE, { severity: 'medium' });
  });

  it('is information when nothing is said, once per living token', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: 'RT1' });
      refresh(s, 540, 'RT1', { access_token: s.jwt('AT2'), refresh_token: 'RT2' });
    });
    const { message } = expectFinding(told, RULE, { severity: 'info', count: 1, tokens: ['RT2'] });
    expect(message).toContain('cannot be told');
    expect(message).not.toMatch(UNSAID);
  });

  it('is none where a bound is claimed or announced', () => {
    const announced = tellStory((s) =>
      redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: 'RT1', refresh_expires_in: 1800 }),
    );
    expectNoFinding(announced, RULE);
    const claimed = tellStory((s) =>
      redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: s.jwt('RT1', REFRESH_JWT), refresh_expires_in: 0 }),
    );
    expectNoFinding(claimed, RULE);
  });

  it('is none for a token whose answer was not read: not evaluable', () => {
    const told = tellStory((s) => refresh(s, 0, 'RT1', { access_token: s.jwt('AT1') }), { sensors: ['web-request'] });
    expectNoFinding(told, RULE);
    expect(told.report.notEvaluable.map(({ rule }) => rule)).toContain(RULE);
  });

  it('carries the word of a provider that documents it', () => {
    const told = tellStory((s) =>
      s.post('https://x.supabase.co/auth/v1/token', {
        at: 0,
        query: { grant_type: 'password' },
        headers: { apikey: 'sb_publishable_1234567890', 'x-client-info': 'supabase-js/2' },
        json: { email: 'a@b.example', password: 'x' },
        answer: { json: { access_token: s.jwt('AT1'), refresh_token: 'RT1', expires_in: 600, token_type: 'bearer' } },
      }),
    );
    expect(expectFinding(told, RULE, { severity: 'info' }).message).toContain('Supabase documents');
  });

  it('is one step lower on a developer machine', () => {
    expectFinding(
      tellStory(
        onLocalhost((s) => redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: 'RT1', refresh_expires_in: 0 })),
      ),
      RULE,
      { severity: 'low' },
    );
  });

  it('is possible where the name of a cookie alone makes it a refresh token', () => {
    const told = tellStory((s) =>
      s.post('auth/token', {
        at: 0,
        form: { grant_type: 'authorization_code', code: 'c1' },
        answer: { json: { access_token: s.jwt('AT1') }, setCookie: 'rt=RT1; HttpOnly' },
      }),
    );
    expectFinding(told, RULE, { severity: 'info', confidence: 'possible' });
  });

  it('does not speak for an issuer whose answer was not seen', () => {
    const spec = { lifetimeSec: null, header: { typ: 'JWT' }, claims: { typ: 'Refresh' } };
    const told = tellStory((s) => {
      s.jwt('RT1', spec);
      refresh(s, 0, 'RT1', { access_token: s.jwt('AT2') });
    });
    expect(expectFinding(told, RULE, { severity: 'medium' }).message).not.toContain('announced none');
  });

  it('is one step higher with the scope of an administrator', () => {
    const spec = { lifetimeSec: null, header: { typ: 'JWT' }, claims: { typ: 'Refresh', scope: 'admin' } };
    const told = tellStory((s) => redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: s.jwt('RT1', spec) }));
    expectFinding(told, RULE, { severity: 'high' });
  });
});
