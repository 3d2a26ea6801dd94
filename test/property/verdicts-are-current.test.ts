// Rules are asked only about what an observation touched. What they say in the end is what they would say if asked anew
// about everything: no verdict is left standing that the state no longer bears out, none is missed.

import { describe, expect, it } from 'vitest';
import type { State } from '../../src/engine/state';
import { listAffected } from '../../src/rules/affected';
import { CATALOGUE } from '../../src/rules/catalogue';
import type { FindingGroup } from '../../src/rules/finding';
import { listFindings } from '../../src/rules/findings';
import { createBook, judge } from '../../src/rules/judge';
import { tellStory } from '../support/story/tell-story';
import { enact } from './given/enact';
import { analyse, POLICY } from './given/judge';
import { holdsForAll } from './given/laws';
import { sessions } from './given/sessions';

const LASTING = new Set(CATALOGUE.filter((rule) => rule.isSticky || rule.isOneForAll).map(({ id }) => id));

const describeAll = (groups: ReadonlyMap<string, FindingGroup>): readonly string[] =>
  listFindings(groups)
    // What a sticky rule saw in a bounded window stays, and one rule for all speaks of the newest subject.
    .filter(({ rule: { id } }) => !LASTING.has(id))
    .map(({ rule, verdict }) => `${rule.id} ${verdict.severity} ${verdict.confidence} ${verdict.count}`)
    .sort();

function judgeAnew(state: State): ReadonlyMap<string, FindingGroup> {
  const book = createBook();
  judge(book, { state, policy: POLICY }, listAffected(state, state));
  return book.groups;
}

describe('verdicts', { timeout: 600_000 }, () => {
  it('are those of the state as it is in the end', () => {
    holdsForAll(sessions(), 150, (steps) => {
      const { state, findings } = analyse(tellStory((s) => enact(s, steps)).observations);
      expect(describeAll(findings)).toEqual(describeAll(judgeAnew(state)));
    });
  });
});
