// A gap is told of when it is over. What the sensors heard of it nevertheless, or hear of it later, was judged as if all had
// been watched, and is judged again.

import { expect, it } from 'vitest';
import { MAX_GAPS } from '../../../src/base/limits';
import { createPolicy } from '../../../src/engine/policy';
import type { Observation } from '../../../src/observation/observation';
import { type Analysis, createAnalysis } from '../../../src/rules/analysis';
import { createLogAnalysis } from '../../../src/rules/log-analysis';
import { tellStory } from '../../support/story/tell-story';
import { redeem, refresh } from './usual-traffic';

const POLICY = createPolicy('aal1');

/** Three refreshes 20 s after the end of a token of 300 s. */
const { observations } = tellStory((s) => {
  const issue = (index: number) => ({
    access_token: s.jwt(`AT${index}`, { lifetimeSec: 300 }),
    refresh_token: `RT${index}`,
  });
  redeem(s, 0, issue(0));
  for (const index of [1, 2, 3]) refresh(s, index * 320, `RT${index - 1}`, issue(index));
});
const gapOf = (fromMs: number, toMs: number): Observation => ({ kind: 'gap-observed', fromMs, toMs, reason: 'asleep' });
const listInstants = (all: readonly Observation[]) => all.flatMap((one) => ('atMs' in one ? [one.atMs] : []));
const instants = listInstants(observations);
const beginMs = Math.min(...instants) + 1000;
const endMs = Math.max(...instants);
const gap = gapOf(beginMs, endMs);
/** As many as are kept, each an hour after the one before. */
const laterGaps = Array.from({ length: MAX_GAPS }, (_, at) =>
  gapOf(endMs + (at + 1) * 3.6e6, endMs + (at + 1) * 3.6e6 + 5),
);

const listRules = ({ findings }: Analysis): readonly string[] => [...findings.values()].map(({ rule }) => rule.id);

function readLive(all: readonly Observation[]): Analysis {
  const analysis = createAnalysis(POLICY);
  for (const one of all) analysis.observe(one);
  return analysis;
}

function readLog(all: readonly Observation[]): Analysis {
  const analysis = createLogAnalysis(POLICY);
  for (const one of all) analysis.observe(one);
  return analysis.finish();
}

for (const [way, read] of [
  ['live', readLive],
  ['as a log', readLog],
] as const) {
  it(`takes back what nobody watched, ${way}`, () => {
    expect(listRules(read(observations))).toContain('refresh-reactive-only');
    expect(listRules(read([...observations, gap]))).not.toContain('refresh-reactive-only');
  });

  it(`does not forget it over many later gaps, ${way}`, () => {
    expect(listRules(read([gap, ...laterGaps, ...observations]))).not.toContain('refresh-reactive-only');
  });

  it(`takes back what lies between two gaps that became one, ${way}`, () => {
    const around = [gapOf(beginMs - 5, beginMs), gapOf(endMs, endMs + 5)];
    const few = [...observations, ...around, ...laterGaps.slice(2)];
    expect(listRules(read(few))).toContain('refresh-reactive-only');
    expect(listRules(read([...few, ...laterGaps.slice(0, 1)]))).not.toContain('refresh-reactive-only');
  });
}

it('takes a presentation that may have failed unseen for no race with the next', () => {
  const { observations: twice } = tellStory((s) => {
    redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
    refresh(s, 300, 'RT1', {}, { answer: 'none' });
    refresh(s, 305, 'RT1', { access_token: 'AT2', refresh_token: 'RT2' });
  });
  const startMs = Math.min(...listInstants(twice));
  const listPositions = ({ state }: Analysis) => [...state.refresh.values()].map(({ position }) => position).sort();
  expect(listPositions(readLive(twice))).toEqual(['P0', 'P1']);
  expect(listPositions(readLive([...twice, gapOf(startMs + 290_000, startMs + 310_000)]))).toEqual(['P0', 'P0']);
});
