// What was seen in a bounded window stays found when the window has moved on, or when what was seen has ended.

import { it } from 'vitest';
import { expectFinding } from '../../support/story/expect-finding';
import { tellStory } from '../../support/story/tell-story';
import type { Teller } from '../../support/story/teller';
import { redeem, refresh } from './usual-traffic';

const pair = (number: number) => ({ access_token: `AT${number}`, refresh_token: `RT${number}` });
const REFUSED = { answer: { status: 400, json: { error: 'invalid_grant' } } };

/** Goes on in peace, longer than any window is wide: a refresh every 20 minutes. */
function goOn(s: Teller, at: number, from: number, times = 70): void {
  for (let index = 0; index < times; index += 1)
    refresh(s, at + index * 1200, `RT${from + index}`, pair(from + index + 1));
}

const STORIES: readonly (readonly [rule: string, tell: (s: Teller) => void])[] = [
  [
    'refresh-failure-loop',
    (s) => {
      redeem(s, 0, pair(1));
      for (const at of [610, 620, 630]) refresh(s, at, 'RT1', {}, REFUSED);
      redeem(s, 640, pair(2));
      refresh(s, 1240, 'RT2', pair(3));
    },
  ],
  [
    'refresh-storm',
    (s) => {
      redeem(s, 0, pair(1));
      for (let index = 1; index <= 6; index += 1) refresh(s, 600 + index, `RT${index}`, pair(index + 1));
      goOn(s, 2000, 7);
    },
  ],
  [
    'refresh-success-loop',
    (s) => {
      redeem(s, 0, pair(1));
      for (let index = 1; index <= 4; index += 1) {
        s.get('api/me', { at: 610 + index * 3, bearer: `AT${index}`, answer: 401 });
        refresh(s, 611 + index * 3, `RT${index}`, pair(index + 1));
      }
      s.get('api/me', { at: 640, bearer: 'AT5' });
    },
  ],
  [
    'refresh-premature',
    (s) => {
      redeem(s, 0, pair(1));
      for (let index = 1; index <= 4; index += 1) refresh(s, index * 20, `RT${index}`, pair(index + 1));
      refresh(s, 80 + 580, 'RT5', pair(6));
    },
  ],
  [
    'refresh-uncoordinated-parallel',
    (s) => {
      redeem(s, 0, pair(1));
      for (const at of [540, 540.1]) refresh(s, at, 'RT1', { access_token: `AT${at * 10}` }, { after: 0.3 });
      for (let index = 0; index < 70; index += 1)
        refresh(s, 1100 + index * 560, 'RT1', { access_token: `AT${index + 9000}` });
    },
  ],
];

it.each(STORIES)('%s stays found', (rule, tell) => void expectFinding(tellStory(tell), rule));
