import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import type { RequestOptions } from '../../../support/story/story-acts';
import { jktOf } from '../../../support/story/story-proofs';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { redeem, UNSAID } from '../usual-traffic';

const RULE = 'dpop-proof-reused';

function signIn(s: Teller): void {
  s.jwt('AT1', { claims: { cnf: { jkt: jktOf() } } });
  redeem(s, 0, { access_token: 'AT1', token_type: 'DPoP' }, { dpop: 'p1' });
}

const twice = (again: Partial<RequestOptions>, first: Partial<RequestOptions> = {}, target = 'api/a') =>
  tellStory((s) => {
    signIn(s);
    s.get('api/a', { at: 10, bearer: 'AT1', dpop: 'p2', ...first });
    s.get(target, { at: 12, bearer: 'AT1', dpop: 'p2', ...again });
  });

describe('a proof that is sent twice', () => {
  it('and accepted is medium', () => {
    const finding = expectFinding(twice({}), RULE, {
      severity: 'medium',
      confidence: 'confirmed',
      count: 1,
      tokens: ['p2'],
    });
    expect(finding.message).toMatch(/again to GET .* 2 s after its first use\. The server accepted it/);
    expect(finding.message).not.toMatch(UNSAID);
  });

  it('and refused is low', () => {
    const challenge = 'DPoP error="invalid_dpop_proof"';
    expectFinding(twice({ answer: { status: 401, challenge } }), RULE, { severity: 'low', confidence: 'confirmed' });
  });

  it('after a request that brought no answer is info: the network sends it again by itself (T8)', () => {
    expectFinding(twice({}, { fails: 'net::ERR_HTTP2_PING_FAILED' }), RULE, { severity: 'info' });
  });

  it('is info while the first has no answer yet', () => {
    expectFinding(twice({}, { answer: 'none' }), RULE, { severity: 'info' });
  });

  it('is found by key and jti, though it was signed anew', () => {
    const told = tellStory((s) => {
      signIn(s);
      s.get('api/a', { at: 10, bearer: 'AT1', dpop: { name: 'p2', claims: { jti: 'one' } } });
      s.get('api/a', { at: 12, bearer: 'AT1', dpop: { name: 'p3', claims: { jti: 'one' } } });
    });
    expectFinding(told, RULE, { severity: 'medium', tokens: ['p3'] });
  });

  it('is likely where the endpoint never refused anybody', () => {
    const told = tellStory(
      (s) => {
        signIn(s);
        for (const at of [10, 12]) s.get('api/a', { at, bearer: 'AT1', dpop: 'p2' });
      },
      { isEnforcing: false },
    );
    expectFinding(told, RULE, { confidence: 'likely' });
  });

  it('counts each time', () => {
    const told = tellStory((s) => {
      signIn(s);
      for (const at of [10, 12, 14]) s.get('api/a', { at, bearer: 'AT1', dpop: 'p2' });
    });
    expectFinding(told, RULE, { count: 2 });
  });

  it('is no matter when each request has its own', () => {
    expectNoFinding(twice({ dpop: 'p3' }), RULE);
  });

  it('is no matter after a challenge for a nonce: that asks for a new proof (T15)', () => {
    const challenge = 'DPoP error="use_dpop_nonce"';
    expectNoFinding(twice({ dpop: { name: 'p3', nonce: 'n1' } }, { answer: { status: 401, challenge } }), RULE);
  });

  it('at another URL is a proof that does not fit', () => {
    const told = twice({}, {}, 'api/b');
    expectNoFinding(told, RULE);
    expectFinding(told, 'dpop-proof-mismatch');
  });

  it('by a redirect is the browser’s doing (T12)', () => {
    const location = 'https://api.shop.example/a';
    const told = twice({ follows: 'hop' }, { id: 'hop', answer: { status: 307, location } });
    expectNoFinding(told, RULE);
  });

  it('is one send when two sensors saw it (T6)', () => {
    const told = tellStory(
      (s) => {
        signIn(s);
        s.get('api/a', { at: 10, bearer: 'AT1', dpop: 'p2' });
      },
      { sensors: ['web-request', 'devtools'] },
    );
    expectNoFinding(told, RULE);
  });
});
