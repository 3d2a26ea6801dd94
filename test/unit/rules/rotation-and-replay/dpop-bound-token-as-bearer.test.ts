import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import type { RequestOptions } from '../../../support/story/story-acts';
import { jktOf } from '../../../support/story/story-proofs';
import type { StoryOptions } from '../../../support/story/tell-story';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { redeem, refresh } from '../usual-traffic';

const RULE = 'dpop-bound-token-as-bearer';

function signIn(s: Teller): void {
  s.jwt('AT1', { claims: { cnf: { jkt: jktOf() } } });
  redeem(s, 0, { access_token: 'AT1', token_type: 'DPoP' }, { dpop: 'p1' });
}

const use = (more: Partial<RequestOptions>, options: StoryOptions = {}) =>
  tellStory((s) => {
    signIn(s);
    s.get('api/a', { at: 10, bearer: 'AT1', dpop: 'p2' });
    s.get('api/b', { at: 20, ...more });
  }, options);

describe('a bound token without its proof', () => {
  it('as Bearer is medium when accepted', () => {
    expectFinding(use({ bearer: 'AT1' }), RULE, { severity: 'medium', confidence: 'confirmed', tokens: ['AT1'] });
  });

  it('is info when refused', () => {
    const answer = { status: 401, challenge: 'DPoP error="invalid_token"' };
    expectFinding(use({ bearer: 'AT1', answer }), RULE, { severity: 'info' });
  });

  it.each<[as: string, more: Partial<RequestOptions>]>([
    ['in the URL', { query: { access_token: 'AT1' } }],
    ['in a cookie', { cookie: 'access_token=AT1' }],
    ['without a DPoP proof', { authorization: 'DPoP AT1' }],
  ])('%s is the same', (as, more) => {
    expect(expectFinding(use(more), RULE, { severity: 'medium' }).message).toContain(as);
  });

  it('is low where the API never showed that it knows DPoP', () => {
    const told = tellStory((s) => {
      signIn(s);
      s.get('api/b', { at: 20, bearer: 'AT1' });
    });
    const finding = expectFinding(told, RULE, { severity: 'low' });
    expect(finding.message).toContain('may not know DPoP');
  });

  it('is found by token_type where the token is opaque', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: s.opaque('AT1'), token_type: 'DPoP' }, { dpop: 'p1' });
      s.get('api/a', { at: 10, bearer: 'AT1', dpop: 'p2' });
      s.get('api/b', { at: 20, bearer: 'AT1' });
    });
    expectFinding(told, RULE, { severity: 'medium' });
  });

  it('is likely where nothing shows that the endpoint asks for a token', () => {
    expectFinding(use({ bearer: 'AT1' }, { isEnforcing: false }), RULE, { confidence: 'likely' });
  });
});

describe('nothing is said of a token', () => {
  it('that is bound and proven', () => expectNoFinding(use({ bearer: 'AT1', dpop: 'p3' }), RULE));

  it('that is not bound', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1' });
      s.get('api/b', { at: 20, bearer: 'AT1' });
    });
    expectNoFinding(told, RULE);
  });

  it('that is bound to a certificate: that proof is not seen in headers', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: s.jwt('AT1', { claims: { cnf: { 'x5t#S256': 'x' } } }) });
      s.get('api/b', { at: 20, bearer: 'AT1' });
    });
    expectNoFinding(told, RULE);
  });

  it('that is asked about, exchanged or ended', () => {
    const told = tellStory((s) => {
      signIn(s);
      s.post('auth/introspect', { at: 10, form: { token: 'AT1' } });
      s.post('auth/revoke', { at: 20, form: { token: 'AT1', token_type_hint: 'access_token' } });
    });
    expectNoFinding(told, RULE);
  });

  it('that is a refresh token: it rides in a body by right', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1', token_type: 'DPoP' }, { dpop: 'p1' });
      refresh(s, 300, 'RT1', { access_token: 'AT2', token_type: 'DPoP' }, { dpop: 'p2' });
    });
    expectNoFinding(told, RULE);
  });
});
