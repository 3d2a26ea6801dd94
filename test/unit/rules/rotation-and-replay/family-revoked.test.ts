import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { redeem, refresh, UNSAID } from '../usual-traffic';

const RULE = 'family-revoked';
const pair = (number: number) => ({ access_token: `AT${number}`, refresh_token: `RT${number}` });
const REFUSED = { answer: { status: 400, json: { error: 'invalid_grant' } } };
const NAMED = {
  answer: { status: 400, json: { error: 'invalid_grant', error_description: 'token was already used' } },
};
const code = { form: { grant_type: 'authorization_code', code: 'c1' } };

const ended = (cause: (s: Teller) => void, last = REFUSED) =>
  tellStory((s) => {
    redeem(s, 0, pair(1), code);
    refresh(s, 540, 'RT1', pair(2));
    cause(s);
    refresh(s, 1080, 'RT2', {}, last);
  });

describe('a family that ended', () => {
  it.each<[why: string, cause: (s: Teller) => void, words: RegExp]>([
    ['a reuse', (s) => refresh(s, 900, 'RT1', {}, { tab: 'tabB', ...NAMED }), /3 min after a replaced refresh token/],
    ['a logout', (s) => s.post('auth/logout', { at: 900, bearer: 'AT2', answer: 204 }), /3 min after a logout/],
    ['a code that came twice', (s) => redeem(s, 900, {}, { ...code, ...REFUSED }), /3 min after an authorization code/],
  ])('after %s is info and likely', (_why, cause, words) => {
    const { message } = expectFinding(ended(cause), RULE, { severity: 'info', confidence: 'likely', tokens: ['RT2'] });
    expect(message).toMatch(words);
    expect(message).not.toMatch(UNSAID);
  });

  it('is confirmed when the server names the reuse at the head, too', () => {
    const told = ended((s) => refresh(s, 900, 'RT1', {}, { tab: 'tabB', ...NAMED }), NAMED);
    expectFinding(told, RULE, { confidence: 'confirmed' });
  });

  it('after a race', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 540, 'RT1', pair(2), { after: 0.3 });
      refresh(s, 540.1, 'RT1', {}, { after: 0.3, ...REFUSED });
      refresh(s, 1080, 'RT2', {}, REFUSED);
    });
    expect(expectFinding(told, RULE, { severity: 'info' }).message).toContain('several times at once');
  });
});

describe('no such end is', () => {
  it('a refusal without a cause', () =>
    expectNoFinding(
      ended(() => undefined),
      RULE,
    ));

  it('the natural end of a token (P6)', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { ...pair(1), refresh_expires_in: 600 });
      refresh(s, 300, 'RT1', { ...pair(2), refresh_expires_in: 300 });
      refresh(s, 500, 'RT1', {}, { tab: 'tabB', ...NAMED });
      refresh(s, 1080, 'RT2', {}, REFUSED);
    });
    expectNoFinding(told, RULE);
  });

  it('a head that is accepted', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 540, 'RT1', pair(2));
      refresh(s, 900, 'RT1', {}, { tab: 'tabB', ...REFUSED });
      refresh(s, 1080, 'RT2', pair(3));
    });
    expectNoFinding(told, RULE);
  });
});
