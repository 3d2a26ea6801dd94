import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import type { AnswerOptions } from '../../../support/story/story-acts';
import { toEpochSec } from '../../../support/story/story-clock';
import { jktOf, type ProofSpec } from '../../../support/story/story-proofs';
import { tellStory } from '../../../support/story/tell-story';
import { redeem } from '../usual-traffic';

const RULE = 'dpop-proof-mismatch';
type Use = {
  proof?: Partial<ProofSpec>;
  answer?: number | AnswerOptions;
  key?: string | null;
  headers?: Record<string, string>;
};

const use = ({ proof = {}, answer = 200, key = 'K', headers = {} }: Use) =>
  tellStory((s) => {
    const at = key === null ? s.opaque('AT1') : s.jwt('AT1', { claims: { cnf: { jkt: jktOf(key) } } });
    redeem(s, 0, { access_token: at, token_type: 'DPoP' }, { dpop: 'p1' });
    s.get('api/a', { at: 10, bearer: 'AT1', dpop: { name: 'p2', ...proof }, answer, headers });
  });

describe('a proof that does not fit', () => {
  it.each<[what: string, proof: Partial<ProofSpec>, words: RegExp]>([
    ['typ', { header: { typ: 'JWT' } }, /typ is not dpop\+jwt/],
    ['a symmetric alg', { header: { alg: 'HS256' } }, /alg is none or symmetric/],
    ['no alg', { header: { alg: 'none' } }, /alg is none or symmetric/],
    ['no key', { header: { jwk: undefined } }, /carries no public key/],
    ['htm', { claims: { htm: 'POST' } }, /htm is not the method/],
    ['htu', { claims: { htu: 'https://api.shop.example/b' } }, /htu is not the URL/],
    ['no ath', { claims: { ath: undefined } }, /ath is not the hash/],
    ['another ath', { claims: { ath: 'x' } }, /ath is not the hash/],
    ['another key', { key: 'L' }, /not the one that the access token is bound to/],
    ['an old iat', { claims: { iat: toEpochSec(10 - 400) } }, /iat is 400 s before|iat is 6 min 40 s before/],
    ['an iat ahead', { claims: { iat: toEpochSec(10 + 400) } }, /ahead of/],
  ])('by %s is medium when accepted', (_what, proof, words) => {
    const finding = expectFinding(use({ proof }), RULE, {
      severity: 'medium',
      confidence: 'confirmed',
      tokens: ['p2'],
    });
    expect(finding.message).toMatch(words);
  });

  it('is low when refused', () => {
    const answer = { status: 401, challenge: 'DPoP error="invalid_dpop_proof"' };
    expectFinding(use({ proof: { claims: { htm: 'POST' } }, answer }), RULE, { severity: 'low' });
  });

  it('is critical when it gives the private key away, whatever the answer', () => {
    const header = { jwk: { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', d: 'secret' } };
    for (const answer of [200, 401, 500]) {
      const told = use({ proof: { header }, answer, key: null });
      expectFinding(told, RULE, { severity: 'critical', confidence: 'confirmed' });
      expect(JSON.stringify(told.report)).not.toContain('secret');
    }
  });

  it('is no JWT at all', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1' });
      s.get('api/a', { at: 10, bearer: 'AT1', headers: { DPoP: 'nonsense' } });
    });
    expect(expectFinding(told, RULE, { severity: 'medium' }).message).toMatch(/it is no JWT/);
  });

  it('is one of two in a request', () => {
    expect(expectFinding(use({ headers: { dpop: 'second' } }), RULE).message).toMatch(/more than one DPoP header/);
  });
});

describe('a proof fits', () => {
  it('as libraries make it', () => expectNoFinding(use({}), RULE));

  it.each(['https://API.shop.example:443/a', 'https://api.shop.example/a/', 'https://api.shop.example/x/../a'])(
    'whatever the spelling of its htu: %s',
    (htu) => {
      expectNoFinding(use({ proof: { claims: { htu } } }), RULE);
    },
  );

  it('any key, when the token is opaque', () => expectNoFinding(use({ proof: { key: 'L' }, key: null }), RULE));

  it('though old, with a nonce, and within the leeway without one (T13)', () => {
    expectNoFinding(use({ proof: { nonce: 'n', claims: { iat: toEpochSec(-1000) } } }), RULE);
    expectNoFinding(use({ proof: { claims: { iat: toEpochSec(10 - 250) } } }), RULE);
  });

  it('or was not judged yet: the server only asked for a nonce (T15)', () => {
    const answer = { status: 401, challenge: 'DPoP error="use_dpop_nonce"' };
    expectNoFinding(use({ proof: { claims: { ath: undefined } }, answer }), RULE);
  });
});
