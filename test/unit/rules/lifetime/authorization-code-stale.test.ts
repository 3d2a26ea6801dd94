import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import type { AnswerOptions } from '../../../support/story/story-acts';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { onLocalhost } from '../usual-traffic';

const RULE = 'authorization-code-stale';
const CODE = 'code-1234567890';

function comeBack(s: Teller): void {
  const query = { response_type: 'code', client_id: 'spa', state: 'state-123456' };
  const location = `https://app.shop.example/callback?code=${CODE}&state=state-123456`;
  s.open('auth/authorize', { at: 0, id: 'authorize', query, answer: { status: 302, location } });
  s.open('app/callback', { at: 0.5, follows: 'authorize', query: { code: CODE, state: 'state-123456' } });
}

const redeemAt = (s: Teller, at: number, answer: AnswerOptions) =>
  s.post('auth/token', { at, form: { grant_type: 'authorization_code', code: CODE, code_verifier: 'v-123' }, answer });

const issue = (s: Teller): AnswerOptions => ({ json: { access_token: s.jwt('AT1'), token_type: 'Bearer' } });
const REFUSAL: AnswerOptions = { status: 400, json: { error: 'invalid_grant' } };

describe('an authorization code redeemed late', () => {
  it('is medium when accepted after ten minutes, low when refused', () => {
    const accepted = tellStory((s) => {
      comeBack(s);
      redeemAt(s, 601, issue(s));
    });
    const { evidence } = expectFinding(accepted, RULE, { severity: 'medium', confidence: 'confirmed' });
    expect(evidence.map(({ what }) => what).join()).toContain('with a PKCE verifier');
    const refused = tellStory((s) => {
      comeBack(s);
      redeemAt(s, 601, REFUSAL);
    });
    expectFinding(refused, RULE, { severity: 'low' });
  });

  it('is none in time, by the limit of the policy', () => {
    const tell = (s: Teller): void => {
      comeBack(s);
      redeemAt(s, 90, issue(s));
    };
    expectNoFinding(tellStory(tell), RULE);
    expectFinding(tellStory(tell, { thresholds: { 'code.max': 60 } }), RULE);
  });

  it('leaves a second redemption to the rule about replays', () => {
    const told = tellStory((s) => {
      comeBack(s);
      redeemAt(s, 1, issue(s));
      redeemAt(s, 900, REFUSAL);
    });
    expectNoFinding(told, RULE);
  });

  it('is possible across a gap', () => {
    const told = tellStory((s) => {
      comeBack(s);
      s.gap(10, 500);
      redeemAt(s, 700, issue(s));
    });
    expectFinding(told, RULE, { confidence: 'possible' });
  });

  it('names what the user may have done (T22)', () => {
    const told = tellStory((s) => {
      comeBack(s);
      redeemAt(s, 700, issue(s));
    });
    expect(expectFinding(told, RULE).message).toContain('left the callback page open');
  });

  it('is not evaluable where no code was seen on its way', () => {
    const told = tellStory((s) => redeemAt(s, 700, issue(s)));
    expect(told.report.notEvaluable.map(({ rule }) => rule)).toContain(RULE);
  });

  it('T15: does not count a request that was only asked for a nonce', () => {
    const told = tellStory((s) => {
      comeBack(s);
      redeemAt(s, 700, { status: 400, json: { error: 'use_dpop_nonce' } });
    });
    expectNoFinding(told, RULE);
  });

  it('is one step lower on a developer machine', () => {
    expectFinding(
      tellStory(
        onLocalhost((s) => {
          comeBack(s);
          redeemAt(s, 700, issue(s));
        }),
      ),
      RULE,
      { severity: 'low' },
    );
  });

  it.each([
    ['nobody read the body', { body: 'unavailable' }, /answered 200/],
    ['the server was out of order', { status: 503, json: {} }, /answered 503/],
  ] as const)('does not speak of a refusal where %s', (_what, answer, words) => {
    const told = tellStory((s) => {
      comeBack(s);
      redeemAt(s, 700, answer);
    });
    const { message } = expectFinding(told, RULE, { severity: 'low' });
    expect(message).not.toContain('refused');
    expect(message).toMatch(words);
  });
});
