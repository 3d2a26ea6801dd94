// A cookie alone shows no refresh: that the call which won a race was one is told by its body, after its rival was refused.

import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../src/observation/observation';
import { enact } from '../../property/given/enact';
import { analyse } from '../../property/given/judge';
import type { Step } from '../../property/given/sessions';
import { tellStory } from '../../support/story/tell-story';

const step = (own: Partial<Step>): Step => ({
  kind: 'refresh',
  waitSec: 1,
  tab: 'tabA',
  back: 0,
  apiAnswer: 200,
  refreshAnswer: 'rotate',
  afterSec: 0.05,
  lives: 'unannounced',
  style: 'form',
  ...own,
});

const RACE: readonly Step[] = [
  step({ kind: 'sign-in', style: 'cookie' }),
  step({ waitSec: 600, refreshAnswer: 'access-only' }),
  step({ waitSec: 0.02, refreshAnswer: 'reuse' }),
];

const isOf = (sensor: string, index: number) => (one: Observation) => 'ref' in one && one.ref === `${sensor}:${index}`;

describe.each([
  ['the winner’s body comes first', [1, 2]],
  ['the loser’s body comes first', [2, 1]],
])('a lost race ends no family: %s', (_name, order) => {
  it('says race, and no end', () => {
    const told = tellStory((s) => enact(s, RACE), {
      sensors: ['web-request', 'devtools'],
      secondSightMs: 0,
    }).observations;
    const late = order.flatMap((index) => told.filter(isOf('devtools', index)));
    const { state } = analyse([...told.filter((one) => !late.includes(one)), ...late]);
    expect([...state.chain.values()]).toMatchObject([{ end: null, raceRefused: { refresh: 'web-request:2' } }]);
  });
});
