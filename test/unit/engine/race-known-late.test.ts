// A cookie alone shows no refresh: that the call which won a race was one is told by its body, after its rival was refused.

import { describe, expect, it } from 'vitest';
import { enact } from '../../property/given/enact';
import { analyse } from '../../property/given/judge';
import { refreshStep, type Step } from '../../property/given/sessions';
import { readLast } from '../../support/story/read-last';
import { tellStory } from '../../support/story/tell-story';

const RACE: readonly Step[] = [
  refreshStep({ kind: 'sign-in', style: 'cookie' }),
  refreshStep({ waitSec: 600, refreshAnswer: 'access-only' }),
  refreshStep({ waitSec: 0.02, refreshAnswer: 'reuse' }),
];

describe.each([
  ['the winner’s body comes first', [1, 2]],
  ['the loser’s body comes first', [2, 1]],
])('a lost race ends no family: %s', (_name, order) => {
  it('says race, and no end', () => {
    const told = tellStory((s) => enact(s, RACE), {
      sensors: ['web-request', 'devtools'],
      secondSightMs: 0,
    }).observations;
    const { state } = analyse(readLast(told, order));
    expect([...state.chain.values()]).toMatchObject([{ end: null, raceRefused: { refresh: 'web-request:2' } }]);
  });
});
