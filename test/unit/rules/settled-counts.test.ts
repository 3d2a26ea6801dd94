// A verdict that the cap pushed out of a group is said once, also by a worker that starts again and by another policy.
import { describe, expect, it } from 'vitest';
import { createPolicy } from '../../../src/engine/policy';
import type { Observation } from '../../../src/observation/observation';
import { createAnalysis, judgeAnew } from '../../../src/rules/analysis';
import { foldGroup } from '../../../src/rules/findings';
import { shrinkGroup } from '../../../src/rules/settle-verdicts';
import type { Snapshot } from '../../../src/rules/snapshot';
import { tellStory } from '../../support/story/tell-story';

const TOKENS = 300;
const USES = 20;
const POLICY = createPolicy('aal1');

/** Each signs in anew and calls once; then the first tokens are used again. */
const { observations } = tellStory((s) => {
  for (let index = 0; index < TOKENS; index += 1) {
    const json = { access_token: s.jwt(`AT${index}`, { lifetimeSec: 7200 }), token_type: 'Bearer' };
    const form = { grant_type: 'authorization_code', code: `c${index}` };
    s.post('auth/token', { at: index * 2, form, answer: { json } });
  }
  for (let index = 0; index < USES; index += 1) s.get('api/orders', { at: TOKENS * 2 + index, bearer: `AT${index}` });
});

/** A request and its answer each. */
const firstUse = observations.length - 2 * USES;

function observe(given: readonly Observation[], snapshot?: Snapshot) {
  const analysis = createAnalysis(POLICY, snapshot);
  for (const observation of given) analysis.observe(observation);
  return analysis;
}

const countLongLived = ({ findings }: Snapshot): readonly number[] =>
  [...findings.values()]
    .filter(({ rule }) => rule.id === 'access-token-long-lived')
    .map((group) => foldGroup(group)?.count ?? 0);

describe('three hundred tokens that live too long', () => {
  it('are three hundred', () => {
    expect(countLongLived(observe(observations))).toEqual([TOKENS]);
  });

  it('are three hundred when a worker that starts again sees the first of them used', () => {
    const before = observe(observations.slice(0, firstUse));
    expect(countLongLived(observe(observations.slice(firstUse), before))).toEqual([TOKENS]);
  });

  it('are three hundred when only the sum of them was archived', () => {
    const { state, findings } = observe(observations.slice(0, firstUse));
    const shrunk = new Map([...findings].map(([key, group]) => [key, shrinkGroup(group)]));
    expect(countLongLived(observe(observations.slice(firstUse), { state, findings: shrunk }))).toEqual([TOKENS]);
  });

  it('are three hundred when another policy judges them', () => {
    expect(countLongLived(judgeAnew(POLICY, observe(observations)))).toEqual([TOKENS]);
  });
});
