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
      rest: '57 s before expiry \u00b7 invalid_grant \u00b7 nothing renewed since \u00b7 0.2 s',
    });
  });

  it('leads with the failure of a credential that came back', () => {
    expect(answer({ ...refused, answer: 'Rr', position: 'P3', sinceReplacedSec: 1260 })).toMatchObject({
      tone: 'bad',
      lead: 'failed',
      rest: 'RT1 again, 21 min after it was replaced: refused as reuse \u00b7 invalid_grant',
    });
  });

  it('leads with the name of one that only lost a race', () => {
    expect(answer({ ...refused, position: 'P1' })).toMatchObject({ tone: 'note', lead: 'R1' });
  });
});
