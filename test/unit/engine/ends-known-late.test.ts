// What a refusal said of its family is taken back when a body shows, late, what had come before it or beside it.

import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../src/observation/observation';
import { enact } from '../../property/given/enact';
import { analyse } from '../../property/given/judge';
import { refreshStep, type Step } from '../../property/given/sessions';
import { tellStory } from '../../support/story/tell-story';

const observe = (steps: readonly Step[], secondSightMs: number): readonly Observation[] =>
  tellStory((s) => enact(s, steps), { sensors: ['web-request', 'devtools'], secondSightMs }).observations;

const listChains = (observations: readonly Observation[]) => [...analyse(observations).state.chain.values()];

describe('a refusal whose family is known better later', () => {
  it.each([0, 297])('lost no race to a renewal that was over before it, whose body comes %d ms late', (lateMs) => {
    const steps = [
      refreshStep({ kind: 'sign-in', style: 'single' }),
      refreshStep({ waitSec: 600 }),
      refreshStep({ waitSec: 0.3, back: 1, refreshAnswer: 'reuse' }),
      refreshStep({ waitSec: 0.02 }),
    ];
    expect(listChains(observe(steps, lateMs))).toMatchObject([{ raceRefused: null, reuseRefused: { isNamed: true } }]);
  });

  it.each([0, 21])('ends no family of which another branch went on, though its words come %d ms late', (lateMs) => {
    const steps = [
      refreshStep({ kind: 'sign-in' }),
      refreshStep({ waitSec: 200 }),
      refreshStep({ waitSec: 1, refreshAnswer: 'reuse' }),
      refreshStep({ waitSec: 0.02, back: 1 }),
    ];
    const told = observe(steps, 0);
    const isLate = (one: Observation): boolean => lateMs > 0 && 'ref' in one && one.ref === 'devtools:2';
    const heard = [...told.filter((one) => !isLate(one)), ...told.filter(isLate)];
    expect(listChains(heard)).toMatchObject([{ end: null, forks: [{ kind: 'grace' }] }]);
  });
});
