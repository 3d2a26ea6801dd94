// Each bound of what findings keep, met. Numbers are written out, so that a limit that grows shows here.

import { expect, it } from 'vitest';
import type { FindingGroup } from '../../../src/rules/finding';
import { foldGroup } from '../../../src/rules/findings';
import { tellStory } from '../../support/story/tell-story';
import type { Teller } from '../../support/story/teller';
import { analyse } from '../fakes/plain-analysis';
import { redeem, refresh } from './usual-traffic';

function findGroup(rule: string, tell: (s: Teller) => void): FindingGroup {
  const { findings } = analyse(tellStory(tell).observations);
  for (const group of findings.values()) if (group.rule.id === rule) return group;
  throw new Error(`no ${rule}`);
}

it('of thousands of tokens with one fault 250 can still be corrected, forty are named, and all are counted', () => {
  const group = findGroup('access-token-long-lived', (s) => {
    for (let index = 1; index <= 300; index += 1)
      s.get('api/me', { at: index, bearer: s.jwt(`AT${index}`, { lifetimeSec: 864_000 }) });
  });
  expect(Object.keys(group.live)).toHaveLength(250);
  const verdict = foldGroup(group);
  expect([verdict?.count, verdict?.tokens.length, verdict?.evidence.length]).toEqual([300, 40, 40]);
});

it('of what one client does again and again, eight times can still be corrected, and all are counted', () => {
  const times = 12;
  const group = findGroup('refresh-storm', (s) => {
    redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
    for (let index = 0; index < times * 6; index += 1) {
      const at = 1000 * (1 + Math.floor(index / 6)) + (index % 6);
      refresh(s, at, `RT${index + 1}`, { access_token: `AT${index + 2}`, refresh_token: `RT${index + 2}` });
    }
  });
  expect(Object.keys(group.live)).toHaveLength(8);
  expect(foldGroup(group)?.count).toBe(times * 6);
});
