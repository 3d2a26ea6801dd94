import { expect, it } from 'vitest';
import { createPolicy } from '../../../src/engine/policy';
import { createAnalysis } from '../../../src/rules/analysis';
import { foldGroup } from '../../../src/rules/findings';
import { tellStory } from '../../support/story/tell-story';
import { redeem } from './usual-traffic';

it('is the same in whatever order its verdicts were judged, also of those that came at once', () => {
  const { observations } = tellStory((s) => {
    redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec: 300 }) });
    for (const id of ['first', 'second']) s.get('api/me', { at: 1400, bearer: 'AT1', id });
  });
  const analysis = createAnalysis(createPolicy('aal1'));
  for (const one of observations) analysis.observe(one);
  const group = [...analysis.findings.values()].find(({ rule }) => rule.id === 'expired-token-accepted');
  if (group === undefined) throw new Error('the story brings no such finding');
  expect(Object.keys(group.live)).toHaveLength(2);
  const reversed = { ...group, live: Object.fromEntries(Object.entries(group.live).reverse()) };
  expect(foldGroup(reversed)).toEqual(foldGroup(group));
});
