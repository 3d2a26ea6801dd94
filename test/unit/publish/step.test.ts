import { expect, it } from 'vitest';
import { createState } from '../../../src/engine/create-state';
import { applyStep, toStep } from '../../../src/publish/step';
import { createAnalysis } from '../../../src/rules/analysis';
import { tellStory } from '../../support/story/tell-story';
import { POLICY } from '../fakes/plain-analysis';
import { redeem } from '../rules/usual-traffic';

const { observations } = tellStory((s) => redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec: 864_000 }) }));

it('a step takes away what is gone, of entities and of findings, and counts neither as odd', () => {
  const analysis = createAnalysis(POLICY);
  const replica = { state: createState(), findings: new Map() };
  for (const observation of observations) expect(applyStep(replica, toStep(analysis.observe(observation)))).toBe(0);
  const [finding, token] = [[...replica.findings.keys()][0] ?? '', [...replica.state.token.keys()][0] ?? ''];
  expect([finding, token]).not.toContain('');
  expect(applyStep(replica, { entities: [['token', token, null]], findings: [[finding, null]] })).toBe(0);
  expect([replica.findings.has(finding), replica.state.token.has(token)]).toEqual([false, false]);
});
