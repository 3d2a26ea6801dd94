import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import type { RequestOptions } from '../../../support/story/story-acts';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { redeem, refresh, UNSAID } from '../usual-traffic';

const RULE = 'reuse-without-family-revocation';
const pair = (number: number) => ({ access_token: `AT${number}`, refresh_token: `RT${number}` });
const refusal = (json: object): Partial<RequestOptions> => ({ tab: 'tabB', answer: { status: 400, json } });
const NAMED = refusal({ error: 'invalid_grant', error_description: 'The refresh token was already used.' });
const GENERIC = refusal({ error: 'invalid_grant' });

/** RT1 is replaced at 540 and comes again at 1000. */
function tellReuse(s: Teller, refused = NAMED): void {
  redeem(s, 0, pair(1));
  refresh(s, 540, 'RT1', pair(2));
  refresh(s, 1000, 'RT1', {}, refused);
}

const renewedAt = (at: number, refused = NAMED) =>
  tellStory((s) => {
    tellReuse(s, refused);
    refresh(s, at, 'RT2', pair(3));
  });

describe('a family that outlives a named reuse', () => {
  it('is high when it goes on a minute later', () => {
    const finding = expectFinding(renewedAt(1080), RULE, {
      severity: 'high',
      confidence: 'confirmed',
      tokens: ['RT1', 'RT2'],
    });
    expect(finding.message).toMatch(
      /refused RT1 as already used, but went on to renew the same family with RT2, last 80 s later/,
    );
    expect(finding.message).not.toMatch(UNSAID);
  });

  it('is medium within the minute', () => expectFinding(renewedAt(1030), RULE, { severity: 'medium' }));

  describe('at a Supabase server', () => {
    const target = 'https://p.supabase.co/auth/v1/token?grant_type=refresh_token';
    const renew = (s: Teller, at: number, presented: string, answer: RequestOptions['answer']): void =>
      s.post(target, { at, json: { refresh_token: presented }, ...(answer === undefined ? {} : { answer }) });
    const tellOf = (headers: Readonly<Record<string, string>>) =>
      tellStory((s) => {
        s.post('https://p.supabase.co/auth/v1/token?grant_type=password', {
          at: 0,
          json: { email: 'a', password: 'b' },
          answer: { json: pair(1) },
        });
        renew(s, 540, 'RT1', { json: pair(2) });
        renew(s, 1000, 'RT2', { json: pair(3) });
        renew(s, 1500, 'RT1', { status: 400, headers, json: { error_code: 'refresh_token_already_used' } });
        renew(s, 1600, 'RT3', { json: pair(4) });
      });

    it('is low: with rotation switched off it refuses the one request only', () => {
      const finding = expectFinding(tellOf({}), RULE, { severity: 'low' });
      expect(finding.confidence).toBe('confirmed');
    });

    it('is high where the server said that it had ended the session', () => {
      expectFinding(tellOf({ 'sb-auth-refresh-token-rotated': 'true' }), RULE, { severity: 'high' });
    });
  });

  it('counts its renewals', () => {
    const told = tellStory((s) => {
      tellReuse(s);
      refresh(s, 1080, 'RT2', pair(3));
      refresh(s, 1600, 'RT3', pair(4));
    });
    expectFinding(told, RULE, { severity: 'high', count: 2 });
  });

  it('is possible when nobody watched in between', () => {
    const told = tellStory((s) => {
      tellReuse(s);
      s.gap(1010, 1040);
      refresh(s, 1080, 'RT2', pair(3));
    });
    expectFinding(told, RULE, { severity: 'medium', confidence: 'possible' });
  });
});

describe('nothing is said', () => {
  it('within two seconds: servers need a moment to agree (T24)', () => expectNoFinding(renewedAt(1001.5), RULE));

  it('when the server did not name the reuse', () => expectNoFinding(renewedAt(1080, GENERIC), RULE));

  it('when the head is refused as well', () => {
    const told = tellStory((s) => {
      tellReuse(s);
      refresh(s, 1080, 'RT2', {}, GENERIC);
    });
    expectNoFinding(told, RULE);
    expectFinding(told, 'family-revoked');
  });

  it('when another family goes on', () => {
    const told = tellStory((s) => {
      tellReuse(s);
      redeem(s, 1050, pair(8));
      refresh(s, 1500, 'RT8', pair(9));
    });
    expectNoFinding(told, RULE);
  });

  it('when the loser of a race was called a reuse', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 540, 'RT1', pair(2), { after: 0.5 });
      refresh(s, 540.1, 'RT1', {}, { after: 0.5, ...NAMED });
      refresh(s, 1080, 'RT2', pair(3));
    });
    expectNoFinding(told, RULE);
  });

  it('when the same token is accepted later: that is its reuse', () => {
    const told = tellStory((s) => {
      tellReuse(s);
      refresh(s, 1300, 'RT1', pair(7), { tab: 'tabC' });
    });
    expectNoFinding(told, RULE);
  });
});
