// Bodies come in another order than their answers: which refusal ended a family does not depend on it.
import { describe, expect, it } from 'vitest';
import { tellStory } from '../../support/story/tell-story';

const FORM = { grant_type: 'refresh_token', refresh_token: 'RT1', client_id: 'spa' };
const REUSED = { status: 400, json: { error: 'refresh_token_already_used' } };
const INVALID = { status: 400, json: { error: 'invalid_grant' } };

/** Two tabs present RT1 almost at once, and the server refuses both. */
function tellRace(secondSightMs: number) {
  const told = tellStory(
    (s) => {
      const code = { grant_type: 'authorization_code', code: 'c1', client_id: 'spa' };
      s.post('auth/token', { at: 0, form: code, answer: { json: { access_token: 'AT1', refresh_token: 'RT1' } } });
      s.post('auth/token', { at: 2, after: 0.05, form: FORM, id: 'first', answer: REUSED });
      s.post('auth/token', { at: 2.02, after: 0.05, form: FORM, id: 'second', tab: 'tabB', answer: INVALID });
    },
    { sensors: ['web-request', 'devtools'], secondSightMs },
  );
  const end = [...told.state.chain.values()][0]?.end ?? null;
  return { end: told.state.refresh.get(end?.refresh ?? '')?.label ?? null, first: told.refresh('first').label };
}

describe('the end of a family', () => {
  it.each([0, 17, 25, 400])('is its first refusal, also when bodies come %d ms late', (lateMs) => {
    const { end, first } = tellRace(lateMs);
    expect(end).toBe(first);
  });
});
