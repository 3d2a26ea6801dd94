import { describe, expect, it } from 'vitest';
import type { Refresh } from '../../../src/engine/refresh';
import { answerLastRefresh } from '../../../src/panel/model/strip-answers';
import { describeRefresh } from '../../../src/panel/words/refresh-words';
import { makeFacts, makeRefresh } from './entities';

const refused = { outcome: 'failure.terminal', answer: 'Rg', status: 400, errorCode: 'invalid_grant' } as const;

function answer(facts: Partial<Refresh>): { readonly lead: string; readonly rest: string } {
  const refresh = makeRefresh(facts);
  return answerLastRefresh(refresh, describeRefresh(refresh, makeFacts()));
}

describe('the answer to how the last refresh went', () => {
  it('leads with how long before expiry it came', () => {
    expect(answer({})).toMatchObject({ tone: 'good', lead: '57 s', rest: 'before expiry \u00b7 rotated \u00b7 0.2 s' });
  });

  it('leads with the failure, whenever it came', () => {
    expect(answer({ ...refused, isResolved: false })).toMatchObject({
      tone: 'bad',
      lead: 'failed',
      rest: 'invalid_grant \u00b7 57 s before expiry \u00b7 nothing renewed since \u00b7 0.2 s',
    });
  });

  it('leads with the failure of a credential that came back', () => {
    expect(answer({ ...refused, answer: 'Rr', position: 'P3', sinceReplacedSec: 1260 })).toMatchObject({
      tone: 'bad',
      lead: 'failed',
      rest: 'RT1 again, 21 min after it was replaced: refused as reuse \u00b7 invalid_grant',
    });
  });

  it.each<readonly [string, Partial<Refresh>, string, string]>([
    [
      'a credential that came back and was taken',
      { position: 'P4', sinceReplacedSec: 1860, generationDistance: 3 },
      'RT1 again',
      '31 min after it was replaced: accepted, new tokens issued \u00b7 3 rotations old',
    ],
    ['a race', { ...refused, position: 'P1' }, 'RT1 twice at once', 'refused \u00b7 invalid_grant'],
    [
      'a request that was refused first',
      { trigger: 'reactive.expired', unauthorized: ['S1', 'S2'], retried: [] },
      'after 2 \u00d7 401',
      'not retried \u00b7 user saw nothing \u00b7 rotated \u00b7 0.2 s',
    ],
    [
      'nothing yet, in few words: then with its name',
      { outcome: 'unknown', answer: null, endMs: null, trigger: 'unknown' },
      'R1',
      'waiting for the answer',
    ],
  ])('leads with %s', (_name, facts, lead, rest) => {
    expect(answer(facts)).toMatchObject({ lead, rest });
  });
});
