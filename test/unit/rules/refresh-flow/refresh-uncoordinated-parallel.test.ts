import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { redeem, refresh, UNSAID } from '../usual-traffic';

const RULE = 'refresh-uncoordinated-parallel';
const REFUSED = { answer: { status: 400, json: { error: 'invalid_grant' } } };
const pair = (number: number) => ({ access_token: `AT${number}`, refresh_token: `RT${number}` });

describe('several refreshes of one token at once', () => {
  it('are low, and no reuse, where the server takes one of them (T1)', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 540, 'RT1', pair(2), { after: 0.3 });
      refresh(s, 540.1, 'RT1', {}, { tab: 'tabB', after: 0.3, ...REFUSED });
      refresh(s, 540.2, 'RT1', {}, { tab: 'tabC', after: 0.3, ...REFUSED });
      s.get('api/me', { at: 541, bearer: 'AT2' });
    });
    const finding = expectFinding(told, RULE, { severity: 'low', confidence: 'confirmed', count: 3, tokens: ['RT1'] });
    expect(finding.message).toMatch(/3 times at once, from 3 tabs or workers.*1 accepted, 2 refused/);
    expect(finding.message).not.toMatch(UNSAID);
    expectNoFinding(told, 'refresh-token-reuse-rejected', 'refresh-token-reuse-accepted', 'refresh-failure-loop');
  });

  it('are info where the token is bound to a key and came with its proofs', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1), { dpop: 'p1' });
      refresh(s, 540, 'RT1', pair(2), { after: 0.3, dpop: 'p2' });
      refresh(s, 540.1, 'RT1', {}, { tab: 'tabB', after: 0.3, dpop: 'p3', ...REFUSED });
    });
    expectFinding(told, RULE, { severity: 'info' });
  });

  it('are low where the server gives the same answer to both', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      for (const at of [540, 540.1]) refresh(s, at, 'RT1', pair(2), { after: 0.3 });
    });
    expectFinding(told, RULE, { severity: 'low', count: 2 });
    expectNoFinding(told, 'rotation-fork', 'refresh-token-reuse-within-grace');
  });

  it.each([
    ['within grace', 560, 'refresh-token-reuse-within-grace'],
    ['later', 700, 'refresh-token-reuse-accepted'],
  ])('of one that was replaced before are repeats, not a race (rules.md 4.1), %s', (_, at, rule) => {
    const raceWith = (s: Teller): void => {
      for (const place of [0, 0.1]) refresh(s, at + place, 'RT1', pair(2), { after: 0.3, tab: `tab${place}` });
    };
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 540, 'RT1', pair(2));
      raceWith(s);
    });
    expectFinding(told, rule, { count: 2 });
    expectNoFinding(told, RULE);
    // Who did not see it replaced sees the race.
    expectFinding(tellStory(raceWith), RULE, { severity: 'low', count: 2 });
  });

  it('of one that had been refused for good are not classified again (rules.md 4.1)', () => {
    const raceInVain = (s: Teller): void => {
      for (const at of [600, 600.1]) refresh(s, at, 'RT1', {}, { after: 0.3, ...REFUSED });
    };
    const told = tellStory((s) => {
      refresh(s, 540, 'RT1', {}, REFUSED);
      raceInVain(s);
    });
    expectNoFinding(told, RULE);
    expectFinding(tellStory(raceInVain), RULE, { severity: 'low', count: 2 });
  });

  it.each([0, 3000])(
    'are two, though the later one failed before the first was known for a refresh, %d ms late',
    (lateMs) => {
      const token = (s: Teller, name: string) => s.jwt(name, { header: { typ: 'JWT' }, claims: { scope: undefined } });
      const told = tellStory(
        (s) => {
          const [first, next] = [{ token: token(s, 'AT1') }, { token: token(s, 'AT2') }];
          s.post('app/session/login', { at: 0, json: { user: 'a' }, answer: { json: first } });
          s.post('app/session/refresh', { at: 200, bearer: 'AT1', answer: { json: next } });
          s.post('app/session/refresh', { at: 200.02, bearer: 'AT1', fails: 'net::ERR_TIMED_OUT', id: 'lost' });
        },
        { sensors: ['web-request', 'devtools'], secondSightMs: lateMs },
      );
      expect(told.refresh('lost')).toMatchObject({ position: 'P1', answer: 'Rx' });
      expectFinding(told, RULE, { severity: 'low', count: 2, tokens: ['AT1'] });
    },
  );

  it('are none where the first failed on its way: what comes after it is a retry (T4)', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 540, 'RT1', {}, { after: 0.3, fails: 'net::ERR_NETWORK_CHANGED' });
      refresh(s, 540.1, 'RT1', pair(2), { tab: 'tabB', after: 0.3 });
    });
    expectNoFinding(told, RULE);
  });

  it('are medium when a login follows within half a minute', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      for (const at of [540, 540.1]) refresh(s, at, 'RT1', {}, { after: 0.3, ...REFUSED });
      refresh(s, 540.2, 'RT1', pair(2), { after: 0.3 });
      s.open('auth/login', { at: 560 });
    });
    expectFinding(told, RULE, { severity: 'medium' });
  });

  it('are medium when the head is refused afterwards', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 540, 'RT1', pair(2), { after: 0.3 });
      refresh(s, 540.1, 'RT1', {}, { after: 0.3, ...REFUSED });
      refresh(s, 1000, 'RT2', {}, REFUSED);
    });
    expect(expectFinding(told, RULE, { severity: 'medium' }).message).toContain('The session ended by it');
  });

  it('are low, and ended nothing, where none of them was taken: the token was dead before', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 540, 'RT1', {}, { after: 0.3, ...REFUSED });
      refresh(s, 540.1, 'RT1', {}, { after: 0.3, ...REFUSED });
      s.open('auth/login', { at: 550 });
    });
    expect(expectFinding(told, RULE, { severity: 'low' }).message).not.toContain('ended');
    expectFinding(told, 'head-refresh-token-rejected', { severity: 'medium', tokens: ['RT1'] });
    expectNoFinding(told, 'family-revoked');
  });
});

describe('a race that nobody won', () => {
  it('ended no session: the token was dead before, and its refusal is told as that', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      for (const at of [540, 540.1]) refresh(s, at, 'RT1', {}, { after: 0.3, ...REFUSED });
    });
    const finding = expectFinding(told, RULE, { severity: 'low', count: 2 });
    expect(finding.message).not.toContain('session ended');
    expectFinding(told, 'head-refresh-token-rejected', { severity: 'medium' });
    expectNoFinding(told, 'family-revoked');
  });

  it('says nothing of the end of a family whose beginning nobody saw', () => {
    const named = { answer: { status: 400, json: { error: 'refresh_token_already_used' } } };
    const told = tellStory((s) => {
      for (const at of [540, 540.1]) refresh(s, at, 'RT1', {}, { after: 0.3, ...named });
    });
    expectFinding(told, RULE, { severity: 'low', count: 2 });
    expectFinding(told, 'refresh-token-reuse-rejected', { severity: 'low' });
    expectNoFinding(told, 'family-revoked');
  });
});

describe('no race is', () => {
  it.each([0.02, 0.2])(
    'one beside another whose end fell into a gap: it may have failed (T4), %d s later',
    (laterSec) => {
      const told = tellStory((s) => {
        redeem(s, 0, pair(1));
        refresh(s, 200, 'RT1', {}, { answer: 'none' });
        refresh(s, 200 + laterSec, 'RT1', {}, { answer: 'none' });
        s.gap(200.3, 200.4);
      });
      expectNoFinding(told, RULE);
    },
  );

  it('one after another whose answer fell into a gap', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 540, 'RT1', {}, { answer: 'none' });
      s.gap(540.1, 540.5);
      refresh(s, 541, 'RT1', pair(2));
    });
    expectNoFinding(told, RULE);
  });

  it('one after the other', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 540, 'RT1', { access_token: 'AT2' });
      refresh(s, 541, 'RT1', { access_token: 'AT3' });
    });
    expectNoFinding(told, RULE);
  });

  it('a repeat after a lost answer (T4, T9)', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 540, 'RT1', {}, { fails: 'net::ERR_NETWORK_CHANGED', after: 1 });
      refresh(s, 541.5, 'RT1', pair(2));
    });
    expectNoFinding(told, RULE);
  });

  it('one token for two resources (T16)', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      for (const [index, resource] of ['https://a.example', 'https://b.example'].entries()) {
        const form = { grant_type: 'refresh_token', refresh_token: 'RT1', resource };
        refresh(s, 540 + index / 10, 'RT1', { access_token: `AT${index + 2}` }, { form, after: 0.5 });
      }
    });
    expectNoFinding(told, RULE);
  });

  it('one send that two sensors saw (T6)', () => {
    const told = tellStory(
      (s) => {
        redeem(s, 0, pair(1));
        refresh(s, 540, 'RT1', pair(2));
      },
      { sensors: ['web-request', 'devtools'] },
    );
    expectNoFinding(told, RULE);
  });
});
