import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import type { RequestOptions } from '../../../support/story/story-acts';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { redeem, refresh } from '../usual-traffic';

const RULE = 'refresh-scope-expanded';
type Claims = Readonly<Record<string, unknown>>;

function signIn(s: Teller, claims: Claims = {}): void {
  redeem(s, 0, { access_token: s.jwt('AT1', { claims: { scope: 'openid orders', ...claims } }), refresh_token: 'RT1' });
}

function renew(s: Teller, claims: Claims, more: Partial<RequestOptions> = {}): void {
  refresh(s, 500, 'RT1', { access_token: s.jwt('AT2', { claims }), refresh_token: 'RT2' }, more);
}

const renewed = (claims: Claims, more: Partial<RequestOptions> = {}) =>
  tellStory((s) => {
    signIn(s);
    renew(s, claims, more);
  });

describe('a refresh that returns more scope', () => {
  it('is medium', () => {
    const finding = expectFinding(renewed({ scope: 'openid orders admin:all' }), RULE, {
      severity: 'medium',
      confidence: 'confirmed',
      tokens: ['AT2'],
    });
    expect(finding.message).toMatch(/more scope than the family was granted at its root: admin:all/);
  });

  it('is found in scp as well', () => {
    const told = tellStory((s) => {
      signIn(s, { scope: undefined, scp: ['openid', 'orders'] });
      renew(s, { scope: undefined, scp: ['openid', 'orders', 'mail'] });
    });
    expectFinding(told, RULE);
  });

  it('is found in the answer where the token is opaque', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: s.opaque('AT1'), scope: 'openid', refresh_token: 'RT1' });
      refresh(s, 500, 'RT1', { access_token: s.opaque('AT2'), scope: 'openid mail', refresh_token: 'RT2' });
    });
    expect(expectFinding(told, RULE).message).toContain('mail');
  });

  it('is possible where the root was not seen', () => {
    const told = tellStory((s) => {
      refresh(s, 0, 'RT0', { access_token: s.jwt('AT1', { claims: { scope: 'openid' } }), refresh_token: 'RT1' });
      renew(s, { scope: 'openid mail' });
    });
    expectFinding(told, RULE, { severity: 'medium', confidence: 'possible' });
  });

  it('is low where the provider documents it', () => {
    const told = tellStory((s) => {
      const target = 'https://login.microsoftonline.com/tenant/oauth2/v2.0/token';
      const post = (at: number, form: Record<string, string>, json: object) =>
        s.post(target, { at, form, answer: { json } });
      const code = { grant_type: 'authorization_code', code: 'c' };
      post(0, code, { access_token: s.jwt('AT1', { claims: { scope: 'User.Read' } }), refresh_token: 'RT1' });
      const again = { grant_type: 'refresh_token', refresh_token: 'RT1', scope: 'Mail.Read' };
      post(500, again, {
        access_token: s.jwt('AT2', { claims: { scope: 'User.Read Mail.Read' } }),
        refresh_token: 'RT2',
      });
    });
    expect(expectFinding(told, RULE, { severity: 'low' }).message).toContain('documented provider behaviour');
  });
});

describe('nothing is said', () => {
  it.each(['openid orders', 'orders openid', 'openid'])('of %s', (scope) => expectNoFinding(renewed({ scope }), RULE));

  it('of a token without scope', () => expectNoFinding(renewed({ scope: undefined }), RULE));

  it('of another audience (T16)', () => {
    expectNoFinding(renewed({ scope: 'mail.read', aud: 'https://mail.example' }), RULE);
  });

  it.each([
    ['resource', 'https://mail.example'],
    ['scope', 'https://mail.example/Mail.Read'],
  ])('of an opaque token for another resource (T16), named by %s', (parameter, value) => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: s.opaque('AT1'), scope: 'openid', refresh_token: 'RT1' });
      const form = { grant_type: 'refresh_token', refresh_token: 'RT1', [parameter]: value };
      refresh(s, 500, 'RT1', { access_token: s.opaque('AT2'), scope: 'mail' }, { form });
    });
    expectNoFinding(told, RULE);
  });

  it('of what the app was granted at another sign-in', () => {
    const told = tellStory((s) => {
      signIn(s);
      redeem(s, 100, { access_token: s.jwt('AT5', { claims: { scope: 'openid orders mail' } }), refresh_token: 'RT5' });
      renew(s, { scope: 'openid orders mail' });
    });
    expectNoFinding(told, RULE);
  });

  it('where the user may have consented to more unseen', () => {
    const told = tellStory((s) => {
      signIn(s);
      s.gap(100, 200);
      renew(s, { scope: 'openid orders mail' });
    });
    expectNoFinding(told, RULE);
  });

  it('of roles: they are no scope', () => expectNoFinding(renewed({ scope: 'openid', roles: ['admin'] }), RULE));
});
