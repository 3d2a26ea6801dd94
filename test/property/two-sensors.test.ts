// One wire send seen by two sensors, in either order, is what one sensor that sees everything would have seen.

import { describe, expect, it } from 'vitest';
import type { StorySensor } from '../support/story/story-acts';
import { tellStory } from '../support/story/tell-story';
import { enact } from './given/enact';
import { essenceOf } from './given/essence';
import { holdsForAll } from './given/laws';
import { type Step, sessions, waitForBodies } from './given/sessions';

const tell = (steps: readonly Step[], sensors: readonly StorySensor[], secondSightMs = 50) =>
  essenceOf(tellStory((s) => enact(s, steps), { sensors, secondSightMs }));

const calm = (lateMs: number) => sessions().map((steps) => waitForBodies(steps, lateMs / 1000));

describe('two sensors', { timeout: 600_000 }, () => {
  it('give what DevTools alone gives, when the background hears first', () => {
    holdsForAll(calm(50), 80, (steps) => {
      expect(tell(steps, ['web-request', 'devtools'])).toEqual(tell(steps, ['devtools']));
    });
  });

  it('give what DevTools alone gives, when DevTools tells first', () => {
    holdsForAll(calm(50), 80, (steps) => {
      expect(tell(steps, ['devtools', 'web-request'])).toEqual(tell(steps, ['devtools']));
    });
  });

  it.each([0, 400, 3000])(
    'give what DevTools alone gives, when bodies come %d ms late, though tokens are used at once',
    (lateMs) => {
      holdsForAll(calm(lateMs), 50, (steps) => {
        expect(tell(steps, ['web-request', 'devtools'], lateMs)).toEqual(tell(steps, ['devtools']));
      });
    },
  );

  it('that see the same twice count it once', () => {
    holdsForAll(calm(0), 50, (steps) => {
      const alone = tellStory((s) => enact(s, steps), { sensors: ['web-request'] });
      const twice = tellStory((s) => enact(s, steps), { sensors: ['web-request', 'web-request'] });
      expect(essenceOf(twice)).toEqual(essenceOf(alone));
    });
  });
});
