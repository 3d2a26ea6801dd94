import { expect, it } from 'vitest';
import { createPolicy } from '../../../src/engine/policy';
import { createAnalysis } from '../../../src/rules/analysis';
import { foldGroup } from '../../../src/rules/findings';
import { tellSteadyStory } from '../../harness/story/steady-story';

const MINUTE_MS = 60_000;

it('what stays said of one client goes on for hours without growing', () => {
  const { startMs, observations } = tellSteadyStory(240, MINUTE_MS);
  const analysis = createAnalysis(createPolicy('aal1'));
  for (const observation of observations) analysis.observe(observation);

  const premature = [...analysis.findings.values()].filter(({ rule }) => rule.id === 'refresh-premature');
  expect(premature).toHaveLength(1);
  const [group] = premature;
  expect(Object.keys(group?.live ?? {}).length).toBeLessThanOrEqual(8);
  const verdict = group === undefined ? null : foldGroup(group);
  expect(verdict?.lastMs).toBe(startMs + 240 * MINUTE_MS);
  expect(verdict?.evidence.length).toBeLessThanOrEqual(40);
});
