import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { redeem, refresh, UNSAID } from '../usual-traffic';

const RULE = 'rotation-fork';
const pair = (number: number) => ({ access_token: `AT${number}`, refresh_token: `RT${number}` });

/** RT1 brings RT2 at 540 and RT5 at `at`. */
function tellFork(s: Teller, at: number): void {
  redeem(s, 0, pair(1));
  refresh(s, 540, 'RT1', pair(2));
  refresh(s, at, 'RT1', pair(5), { tab: 'tabB' });
}
const fork = (at: number, more: (s: Teller) => void = () => undefined) =>
  tellStory((s) => {
    tellFork(s, at);
    more(s);
  });
const useBoth = (s: Teller): void => {
  refresh(s, 2600, 'RT2', pair(3));
  refresh(s, 2700, 'RT5', pair(6), { tab: 'tabB' });
};

describe('a chain that split', () => {
  it('is high when both branches go on', () => {
    const { message } = expectFinding(fork(2000, useBoth), RULE, {
      severity: 'high',
      confidence: 'confirmed',
      tokens: ['RT1', 'RT2', 'RT5'],
    });
    expect(message).toMatch(/issued 2 refresh tokens for RT1.*Every branch was used again/);
    expect(message).not.toMatch(UNSAID);
  });

  it('is high although the branches bring no new refresh tokens', () => {
    const told = fork(2000, (s) => {
      refresh(s, 2600, 'RT2', { access_token: 'AT3' });
      refresh(s, 2700, 'RT5', { access_token: 'AT6' }, { tab: 'tabB' });
    });
    expectFinding(told, RULE, { severity: 'high' });
  });

  it('is medium while one of them is idle', () => {
    expectFinding(
      fork(2000, (s) => refresh(s, 2600, 'RT5', pair(6))),
      RULE,
      { severity: 'medium' },
    );
    expectFinding(fork(2000), RULE, { severity: 'medium' });
  });

  it('is one step lower up to five minutes after (14.21)', () => {
    expectFinding(fork(700, useBoth), RULE, { severity: 'medium', confidence: 'likely' });
  });

  it('is low within the grace window, and in a race', () => {
    expectFinding(fork(544, useBoth), RULE, { severity: 'low', confidence: 'confirmed' });
    expectFinding(fork(540.1, useBoth), RULE, { severity: 'low' });
  });

  it('is none where an old token brings the head of its own branch once more', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 540, 'RT1', pair(2));
      refresh(s, 1080, 'RT2', pair(3));
      refresh(s, 2000, 'RT1', { access_token: 'AT4', refresh_token: 'RT3' }, { tab: 'tabB', id: 'again' });
    });
    expect(told.refresh('again').answer).toBe('A=');
    expect(told.report.chains[0]?.edges).toHaveLength(2);
    expectNoFinding(told, RULE);
  });

  it('is low where the provider documents it', () => {
    const told = tellStory((s) => {
      const ask = (at: number, form: Record<string, string>, json: object) =>
        s.post('https://login.microsoftonline.com/t/oauth2/v2.0/token', { at, form, answer: { json } });
      const grant = (token: string) => ({ grant_type: 'refresh_token', refresh_token: token });
      ask(0, { grant_type: 'authorization_code', code: 'c' }, pair(1));
      ask(540, grant('RT1'), pair(2));
      ask(2000, grant('RT1'), pair(5));
      ask(2600, grant('RT2'), pair(3));
      ask(2700, grant('RT5'), pair(6));
    });
    expect(expectFinding(told, RULE, { severity: 'low' }).message).toContain('documented provider behaviour');
  });
});

describe('no split is', () => {
  it('the same successor again', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      for (const at of [540, 544, 2000]) refresh(s, at, 'RT1', pair(2));
    });
    expectNoFinding(told, RULE);
  });

  it('a refresh token of its own for another resource (T16)', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      for (const [index, resource] of ['https://a.example', 'https://b.example'].entries()) {
        const form = { grant_type: 'refresh_token', refresh_token: 'RT1', resource };
        refresh(s, 500 + index * 500, 'RT1', pair(index + 2), { form });
      }
    });
    expectNoFinding(told, RULE);
  });

  it('a silent authorization beside it: that is a new family (T17)', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 540, 'RT1', pair(2));
      redeem(s, 700, pair(5));
      refresh(s, 1200, 'RT5', pair(6));
      refresh(s, 1300, 'RT2', pair(3));
    });
    expectNoFinding(told, RULE);
  });
});
