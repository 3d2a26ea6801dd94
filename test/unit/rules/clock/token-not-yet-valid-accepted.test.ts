import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import type { RequestOptions } from '../../../support/story/story-acts';
import { type StoryOptions, tellStory } from '../../../support/story/tell-story';
import { redeem } from '../usual-traffic';

const RULE = 'token-not-yet-valid-accepted';

const use = (aheadSec: number, more: Partial<RequestOptions> = {}, options: StoryOptions = {}) =>
  tellStory((s) => {
    redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec: 3600, claims: (iat) => ({ nbf: iat + aheadSec }) }) });
    s.get('api/me', { at: 1, bearer: 'AT1', ...more });
  }, options);

describe('a token that is accepted before its nbf', () => {
  it('is medium past the leeway', () => {
    expectFinding(use(400), RULE, { severity: 'medium', confidence: 'confirmed', tokens: ['AT1'] });
    expectNoFinding(use(290), RULE);
  });

  it('is none when refused, or once the time has come', () => {
    expectNoFinding(use(400, { answer: 401 }), RULE);
    expectNoFinding(use(400, { at: 200 }), RULE);
  });

  it('T19: a public endpoint accepts anything', () => expectNoFinding(use(400, {}, { isEnforcing: false }), RULE));

  it('T7, T24: judges no answer out of a cache, nor by its Date', () => {
    expectNoFinding(use(400, { answer: { source: 'cache' } }), RULE);
    expectNoFinding(use(400, { answer: { headers: { Age: '100' } } }), RULE);
  });

  it('T13: does not mind this computer’s clock', () => {
    expectNoFinding(use(10, {}, { localSkewSec: -2000 }), RULE);
    expectFinding(use(400, {}, { localSkewSec: 2000 }), RULE);
  });

  it('leaves a future iat to its own rule', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: s.jwt('AT1', { issuedAt: 400 }) });
      s.get('api/me', { at: 1, bearer: 'AT1' });
    });
    expectNoFinding(told, RULE);
  });

  it('is not evaluable where no server shows its clock', () => {
    const told = tellStory((s) => s.get('api/me', { at: 0, bearer: s.jwt('AT1'), answer: { dateOffBySec: null } }), {
      isEnforcing: false,
    });
    expect(told.report.notEvaluable.map(({ rule }) => rule)).toContain(RULE);
  });

  it('is not evaluable where the answers to such tokens have no Date', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: s.jwt('AT1', { claims: (iat) => ({ nbf: iat + 400 }) }) });
      s.get('api/me', { at: 10, bearer: 'AT1', answer: { dateOffBySec: null } });
    });
    expect(told.report.notEvaluable.map(({ rule }) => rule)).toContain(RULE);
  });
});
