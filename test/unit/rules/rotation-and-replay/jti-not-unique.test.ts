import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import type { JwtSpec } from '../../../support/story/story-tokens';
import { tellStory } from '../../../support/story/tell-story';
import { redeem } from '../usual-traffic';

const RULE = 'jti-not-unique';
const jti = 'a-rather-long-identifier';

const two = (first: JwtSpec, second: JwtSpec) =>
  tellStory((s) => {
    redeem(s, 0, { access_token: s.jwt('AT1', first) });
    redeem(s, 100, { access_token: s.jwt('AT2', second) });
  });

describe('two tokens with one jti', () => {
  it('are low', () => {
    const finding = expectFinding(two({ claims: { jti } }, { claims: { jti } }), RULE, {
      severity: 'low',
      confidence: 'confirmed',
      count: 1,
      tokens: ['AT1', 'AT2'],
    });
    expect(JSON.stringify(finding)).not.toContain(jti);
  });

  it('are medium where the server names jti in a refusal', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: s.jwt('AT1', { claims: { jti } }) });
      redeem(s, 100, { access_token: s.jwt('AT2', { claims: { jti } }) });
      s.get('api/a', { at: 101, bearer: 'AT2', answer: { status: 401, json: { error: 'jti_already_used' } } });
    });
    expectFinding(told, RULE, { severity: 'medium' });
  });

  it('are likely where one is an access token by its use alone', () => {
    const spec = { header: { typ: 'JWT' }, claims: { jti } };
    const told = tellStory((s) => {
      s.get('api/a', { at: 0, bearer: s.jwt('AT1', spec) });
      s.get('api/a', { at: 9, bearer: s.jwt('AT2', spec) });
    });
    expectFinding(told, RULE, { confidence: 'likely' });
  });

  it('are proofs of one key for different targets', () => {
    const proof = (name: string) => ({ name, claims: { jti } });
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1', token_type: 'DPoP' }, { dpop: 'p1' });
      s.get('api/a', { at: 1, bearer: 'AT1', dpop: proof('p2') });
      s.get('api/b', { at: 2, bearer: 'AT1', dpop: proof('p3') });
    });
    expectFinding(told, RULE, { severity: 'low', tokens: ['p2', 'p3'] });
  });
});

describe('one jti is no finding', () => {
  it('in one token', () => expectNoFinding(two({ claims: { jti } }, {}), RULE));

  it('under different issuers', () => {
    expectNoFinding(two({ claims: { jti } }, { claims: { jti, iss: 'https://other.example' } }), RULE);
  });

  it('without an issuer: the pair identifies', () => {
    expectNoFinding(two({ claims: { jti, iss: undefined } }, { claims: { jti, iss: undefined } }), RULE);
  });

  it('in an access token and the ID token of one answer', () => {
    const told = tellStory((s) =>
      redeem(s, 0, { access_token: s.jwt('AT1', { claims: { jti } }), id_token: s.jwt('IDT1', { claims: { jti } }) }),
    );
    expectNoFinding(told, RULE);
  });

  it('in one token with another signature', () => {
    const told = tellStory((s) => {
      s.jwt('AT1', { claims: { jti } });
      const [header, payload] = s.raw('AT1', 0).split('.');
      redeem(s, 0, { access_token: 'AT1' });
      s.get('api/a', { at: 1, authorization: `Bearer ${header}.${payload}.c2lnbmVkLWFuZXc` });
    });
    expectNoFinding(told, RULE);
  });

  it('in proofs with different keys, and in one that is sent twice', () => {
    const proof = (name: string, key: string) => ({ name, key, claims: { jti } });
    const told = tellStory((s) => {
      s.get('api/a', { at: 1, bearer: 'AT1', dpop: proof('p2', 'K') });
      s.get('api/b', { at: 2, bearer: 'AT1', dpop: proof('p3', 'L') });
      s.get('api/b', { at: 3, bearer: 'AT1', dpop: 'p3' });
    });
    expectNoFinding(told, RULE);
  });
});
