// Bodies come in another order than their answers: which refusal ended a family does not depend on it.
import { describe, expect, it } from 'vitest';
import { tellStory } from '../../support/story/tell-story';

const FORM = { grant_type: 'refresh_token', refresh_token: 'RT1', client_id: 'spa' };
const REUSED = { status: 400, json: { error: 'refresh_token_already_used' } };
const INVALID = { status: 400, json: { error: 'invalid_grant' } };

/** Two tabs present RT1 almost at once, and the server refuses both; so it does a third, sent while the second is under way. */
function tellRace(secondSightMs: number, hasThird = false) {
  const told = tellStory(
    (s) => {
      const code = { grant_type: 'authorization_code', code: 'c1', client_id: 'spa' };
      s.post('auth/token', { at: 0, form: code, answer: { json: { access_token: 'AT1', refresh_token: 'RT1' } } });
      s.post('auth/token', { at: 2, after: 0.05, form: FORM, id: 'first', answer: REUSED });
      s.post('auth/token', {
        at: 2.02,
        after: hasThird ? 0.3 : 0.05,
        form: FORM,
        id: 'second',
        tab: 'tabB',
        answer: INVALID,
      });
      if (hasThird) s.post('auth/token', { at: 2.06, after: 0.4, form: FORM, tab: 'tabC', answer: INVALID });
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

  it.each([0, 17, 25, 400])('is it also when a third was refused, with bodies %d ms late', (lateMs) => {
    const { end, first } = tellRace(lateMs, true);
    expect(end).toBe(first);
  });
});

describe('a family of which one branch went on', () => {
  it.each([0, 50, 3000])('is not ended by another refusal of the other, also when bodies come %d ms late', (lateMs) => {
    const told = tellStory(
      (s) => {
        const tokens = (n: number) => ({ json: { access_token: `AT${n}`, refresh_token: `RT${n}` } });
        const code = { grant_type: 'authorization_code', code: 'c1', client_id: 'spa' };
        s.post('auth/token', { at: 0, form: code, answer: tokens(1) });
        s.post('auth/token', { at: 300, form: FORM, answer: tokens(2) });
        const dead = { ...FORM, refresh_token: 'RT2' };
        s.post('auth/token', { at: 500, form: dead, answer: REUSED });
        s.post('auth/token', { at: 700, form: dead, answer: INVALID, after: 2 });
        s.post('auth/token', { at: 700.02, form: FORM, answer: tokens(3), after: 0.05 });
      },
      lateMs === 0 ? {} : { sensors: ['web-request', 'devtools'], secondSightMs: lateMs },
    );
    expect(told.chain('RT3').state).toBe('active');
    expect(told.token('RT3').state).toBe('live');
  });
});

describe('a refresh that failed beside one that the server accepted', () => {
  it.each([
    ['heard of first', 0.4, 0.42],
    ['heard of last', 0.42, 0.4],
  ])('is resolved, %s, though nobody reads what was issued', (_, failsAfter, succeedsAfter) => {
    const told = tellStory(
      (s) => {
        s.post('auth/token', { at: 2, after: failsAfter, form: FORM, id: 'failed', answer: { status: 503 } });
        s.post('auth/token', { at: 2, after: succeedsAfter, form: FORM, tab: 'tabB' });
      },
      { sensors: ['web-request'] },
    );
    expect(told.refresh('failed')).toMatchObject({ outcome: 'failure.transient', resolved: true });
  });
});
