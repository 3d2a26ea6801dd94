// A log read in one go is judged in batches. What it tells is what is told when the rules are asked after each observation.

import { describe, expect, it } from 'vitest';
import { MAX_ENTITIES } from '../../src/base/limits';
import type { Observation } from '../../src/observation/observation';
import type { FindingGroup } from '../../src/rules/finding';
import { listFindings } from '../../src/rules/findings';
import { createLogAnalysis } from '../../src/rules/log-analysis';
import { tellStory } from '../support/story/tell-story';
import { redeem, refresh } from '../unit/rules/usual-traffic';
import { enact } from './given/enact';
import { analyse, POLICY } from './given/judge';
import { holdsForAll } from './given/laws';
import { sessions } from './given/sessions';

/** Everything but labels: they are numbered in the order of finding. */
const tell = (groups: ReadonlyMap<string, FindingGroup>) =>
  listFindings(groups)
    .map(({ rule, verdict }) => ({ rule: rule.id, ...verdict }))
    .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

function analyseLog(observations: readonly Observation[]) {
  const log = createLogAnalysis(POLICY);
  for (const observation of observations) log.observe(observation);
  return log.finish();
}

describe('a log read in one go', { timeout: 600_000 }, () => {
  it('tells what is told step by step', () => {
    holdsForAll(sessions(), 60, (steps) => {
      const { observations } = tellStory((s) => enact(s, steps));
      expect(tell(analyseLog(observations).findings)).toEqual(tell(analyse(observations).findings));
    });
  });

  it('tells of what passed in a window that has moved on', () => {
    const { observations } = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
      const times = [1, 2, 3, 4, 5, 6, ...Array.from({ length: 70 }, (_, index) => 1400 + index * 1200)];
      times.forEach((at, index) => {
        const [old, next] = [index + 1, index + 2];
        refresh(s, 600 + at, `RT${old}`, { access_token: `AT${next}`, refresh_token: `RT${next}` });
      });
    });
    const told = tell(analyseLog(observations).findings);
    expect(told).toContainEqual(expect.objectContaining({ rule: 'refresh-storm' }));
    expect(told).toEqual(tell(analyse(observations).findings));
  });

  it('tells of what the engine has forgotten since', () => {
    const { observations } = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1', expires_in: 300 });
      for (let at = 1000; at < 1100; at += 1) s.get('api/me', { at, bearer: 'AT1' });
      refresh(s, 1100, 'RT1', { access_token: 'AT2', refresh_token: 'RT2' });
      for (let index = 0; index < MAX_ENTITIES.send; index += 1)
        s.get('api/me', { at: 1101 + index / 10, bearer: 'AT2' });
    });
    const log = analyseLog(observations);
    const told = tell(log.findings);
    expect(log.state.log.get('log')?.trimmed).toBeGreaterThanOrEqual(100);
    expect(told).toContainEqual(expect.objectContaining({ rule: 'expired-token-accepted', count: 100 }));
    expect(told).toEqual(tell(analyse(observations).findings));
  });
});
