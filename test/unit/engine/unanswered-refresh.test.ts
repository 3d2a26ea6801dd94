// A refresh by cookie shows itself by its answer. What carried the same cookie to the same place, and was never answered, is
// one as well, as soon as another's answer tells: the server may have had it, and rotated (T1, T4).
import { describe, expect, it } from 'vitest';
import { BOTH, cookieRefresh, cookieSignIn } from '../../support/story/cookie-passages';
import { expectFinding, expectNoFinding } from '../../support/story/expect-finding';
import type { RequestOptions } from '../../support/story/story-acts';
import { type StoryOptions, tellStory } from '../../support/story/tell-story';

const REFUSED: Partial<RequestOptions> = { answer: { status: 401, json: { error: 'invalid_grant' } } };

function tellPair(first: Partial<RequestOptions>, secondAt: number, options: StoryOptions = {}) {
  return tellStory((s) => {
    cookieSignIn(s, 0);
    cookieRefresh(s, 400, 1, 2, { id: 'first', ...first });
    cookieRefresh(s, secondAt, 1, 3, { id: 'second', tab: 'tabB', ...REFUSED });
  }, options);
}

describe('a refresh by cookie without an answer', () => {
  it('raced with the one beside it that was refused', () => {
    const told = tellPair({ answer: 'none' }, 400.02);
    expectFinding(told, 'refresh-uncoordinated-parallel', { severity: 'low', count: 2 });
    expectNoFinding(told, 'head-refresh-token-rejected');
    expect(told.refresh('first')).toMatchObject({ type: 'rt_cookie', presented: 'RT1', outcome: 'unknown' });
  });

  it('leaves the family alive when the one beside it is refused', () => {
    const told = tellPair({ answer: 'none' }, 400.02);
    expect([...told.state.chain.values()]).toMatchObject([{ end: null, raceRefused: { atMs: expect.any(Number) } }]);
  });

  it('explains that the cookie is refused later: its answer may have brought the next', () => {
    const told = tellPair({ answer: 'none' }, 520);
    expectFinding(told, 'head-refresh-token-rejected', { severity: 'low' });
  });

  it.each([0, 3000])(
    'is none after the answer that its cookie brought, though that is read %d ms late',
    (secondSightMs) => {
      const told = tellStory(
        (s) => {
          cookieSignIn(s, 0);
          const json = { access_token: 'AT2' };
          cookieRefresh(s, 400, 1, 1, { id: 'answered', answer: { json } });
          cookieRefresh(s, 401, 1, 2, { answer: 'none' });
        },
        { ...BOTH, secondSightMs },
      );
      expect(told.report.refreshes.map(({ label }) => label)).toEqual([told.refresh('answered').label]);
    },
  );

  it('is one beside the other that was known for one by the answer of a third', () => {
    const told = tellStory((s) => {
      cookieSignIn(s, 0);
      cookieRefresh(s, 400, 1, 2, { after: 0.1 });
      cookieRefresh(s, 400.02, 1, 3, { after: 0.4, tab: 'tabB' });
      cookieRefresh(s, 400.2, 1, 4, { answer: 'none', tab: 'tabC', id: 'open' });
    });
    expect(told.refresh('open')).toMatchObject({ type: 'rt_cookie', presented: 'RT1', outcome: 'unknown' });
  });

  it('is none when its answer comes after all and renews nothing', () => {
    const told = tellPair({ after: 2, answer: { json: { orders: 3 } } }, 400.02, BOTH);
    expect(told.report.refreshes.map(({ label }) => label)).toEqual([told.refresh('second').label]);
    expectFinding(told, 'head-refresh-token-rejected', { severity: 'medium' });
  });
});
