import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import type { RequestOptions } from '../../../support/story/story-acts';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { redeem, refresh, UNSAID } from '../usual-traffic';

const RULE = 'refresh-token-reuse-rejected';
const pair = (number: number) => ({ access_token: `AT${number}`, refresh_token: `RT${number}` });
const saying = (error: string, error_description?: string) => ({
  answer: { status: 400, json: { error, error_description } },
});
const GENERIC = saying('invalid_grant');
const NAMED = saying('invalid_grant', 'The refresh token was already used.');

function tellRepeat(s: Teller, at: number, more: Partial<RequestOptions>): void {
  redeem(s, 0, pair(1));
  refresh(s, 540, 'RT1', pair(2));
  refresh(s, at, 'RT1', {}, { tab: 'tabB', ...more });
}
const repeat = (at: number, more: Partial<RequestOptions>) => tellStory((s) => tellRepeat(s, at, more));

describe('a replaced refresh token that is refused', () => {
  it('is low and likely while the server does not say why', () => {
    const { message } = expectFinding(repeat(2000, GENERIC), RULE, {
      severity: 'low',
      confidence: 'likely',
      tokens: ['RT1'],
    });
    expect(message).toMatch(/consistent with reuse detection; the server did not state the reason/);
    expect(message).not.toMatch(UNSAID);
  });

  it('is confirmed when the server names the reuse', () => {
    expect(expectFinding(repeat(2000, NAMED), RULE, { severity: 'low', confidence: 'confirmed' }).message).toContain(
      'already used',
    );
  });

  it('is medium when the session ended by it', () => {
    const told = tellStory((s) => {
      tellRepeat(s, 2000, NAMED);
      refresh(s, 2160, 'RT2', {}, GENERIC);
    });
    expect(expectFinding(told, RULE, { severity: 'medium', confidence: 'confirmed' }).message).toContain(
      'the session ended',
    );
  });

  it('within the grace window shows that the server grants none (P2)', () => {
    expect(expectFinding(repeat(560, GENERIC), RULE, { severity: 'low' }).message).toContain('grants no grace');
  });

  it('is found by the server’s word alone where its origin was not seen (P7)', () => {
    expectFinding(
      tellStory((s) => refresh(s, 0, 'RT1', {}, NAMED)),
      RULE,
      { confidence: 'confirmed' },
    );
    expectNoFinding(
      tellStory((s) => refresh(s, 0, 'RT1', {}, GENERIC)),
      RULE,
    );
  });
});

describe('nothing is said', () => {
  it('of a race (T1)', () => expectNoFinding(repeat(540.1, GENERIC), RULE));

  it('of a repeat after a lost answer (T4)', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 540, 'RT1', {}, { fails: 'net::ERR_FAILED' });
      refresh(s, 700, 'RT1', {}, GENERIC);
    });
    expectNoFinding(told, RULE);
  });

  it('of Hydra’s word for concurrency', () => {
    const race = saying(
      'invalid_request',
      'Failed because of multiple concurrent requests using the same token. Please retry the request.',
    );
    const told = tellStory((s) => {
      const ask = (at: number, form: Record<string, string>, answer: object) =>
        s.post('auth/oauth2/token', { at, form, answer });
      ask(0, { grant_type: 'authorization_code', code: 'c' }, { json: pair(1) });
      const grant = { grant_type: 'refresh_token', refresh_token: 'RT1' };
      ask(540, grant, { json: pair(2) });
      ask(2000, grant, race.answer);
    });
    expectNoFinding(told, RULE);
  });

  it('of a token that was refused before: that only counts toward a loop (4.1)', () => {
    const told = tellStory((s) => {
      tellRepeat(s, 2000, NAMED);
      refresh(s, 2001, 'RT1', {}, { tab: 'tabB', ...NAMED });
    });
    expectFinding(told, RULE, { count: 1 });
  });
});
