import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import type { RequestOptions } from '../../../support/story/story-acts';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { redeem, refresh, UNSAID } from '../usual-traffic';

const RULE = 'refresh-storm';
const times = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

/** `count` rotations, one every `everySec` seconds. */
function tellRotations(
  s: Teller,
  count: number,
  everySec: number,
  from = 100,
  more: Partial<RequestOptions> = {},
): void {
  redeem(s, 0, { access_token: s.jwt('AT0', { lifetimeSec: 3600 }), refresh_token: 'RT0' });
  for (const index of times(count)) {
    const access = s.jwt(`AT${index + 1}`, { lifetimeSec: 3600 });
    const json = { access_token: access, refresh_token: `RT${index + 1}` };
    refresh(s, from + index * everySec, `RT${index}`, json, more);
  }
}

const rotations = (count: number, everySec: number, more: Partial<RequestOptions> = {}) =>
  tellStory((s) => tellRotations(s, count, everySec, 100, more));

describe('a storm of refreshes', () => {
  it('is five in ten seconds', () => {
    const finding = expectFinding(rotations(5, 2), RULE, { severity: 'medium', confidence: 'confirmed', count: 5 });
    expect(finding.message).toMatch(/sent 5 refreshes in 8 s/);
    expect(finding.message).not.toMatch(UNSAID);
    expectNoFinding(rotations(4, 2), RULE);
    expectNoFinding(rotations(5, 2.6), RULE);
  });

  it('is ten in a minute', () => {
    expectFinding(rotations(10, 6), RULE, { severity: 'medium', count: 10 });
    expectNoFinding(rotations(9, 6), RULE);
    expectNoFinding(rotations(10, 7), RULE);
  });

  it('counts answers that say "too many"', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT0', refresh_token: 'RT0' });
      for (const index of times(6)) refresh(s, 100 + index, 'RT0', {}, { answer: { status: 429 } });
    });
    expect(expectFinding(told, RULE, { count: 6 }).message).toContain('answered 6 of them with 429');
  });

  it('is one finding, however long it lasts', () => {
    const finding = expectFinding(rotations(90, 2), RULE, { severity: 'medium' });
    expect(finding.count).toBeLessThanOrEqual(90);
  });

  it('is another when it comes again', () => {
    const told = tellStory((s) => {
      tellRotations(s, 5, 1);
      for (const index of times(5)) {
        const json = { access_token: `AT${index + 11}`, refresh_token: `RT${index + 11}` };
        refresh(s, 1000 + index, index === 0 ? 'RT5' : `RT${index + 10}`, json);
      }
    });
    expectFinding(told, RULE, { count: 10 });
  });

  it('is low when one token brings access tokens for several APIs (T16)', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT0', refresh_token: 'RT0' });
      for (const index of times(5)) {
        const audience = `https://api${index}.example`;
        const access = s.jwt(`AT${index + 1}`, { claims: { aud: audience } });
        const form = { grant_type: 'refresh_token', refresh_token: 'RT0', resource: audience };
        refresh(s, 100 + index, 'RT0', { access_token: access }, { form });
      }
    });
    expectFinding(told, RULE, { severity: 'low', count: 5 });
  });
});

describe('no storm are', () => {
  it('refusals: those are a failure loop', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT0', refresh_token: 'RT0' });
      const answer = { status: 400, json: { error: 'invalid_grant' } };
      for (const index of times(6)) refresh(s, 100 + index, 'RT0', {}, { answer });
    });
    expectNoFinding(told, RULE);
    expectFinding(told, 'refresh-failure-loop');
  });

  it('prefetches (T10)', () => {
    expectNoFinding(rotations(5, 2, { headers: { 'Sec-Purpose': 'prefetch' } }), RULE);
  });

  it('refreshes after a wake (T14)', () => {
    const told = tellStory((s) => {
      s.gap(50, 99);
      tellRotations(s, 5, 2);
    });
    expectNoFinding(told, RULE);
  });

  it('single refreshes of several accounts or apps (T18)', () => {
    const told = tellStory((s) => {
      for (const index of times(6)) {
        redeem(s, index, { access_token: `AT${index}`, refresh_token: `RT${index}` });
        refresh(s, 100 + index, `RT${index}`, { access_token: `AT${index + 20}`, refresh_token: `RT${index + 20}` });
      }
    });
    expectNoFinding(told, RULE);
  });

  it('answers that slide the session on by themselves (14.24)', () => {
    const told = tellStory((s) => {
      const jwt = (name: string) => s.jwt(name, { header: { typ: 'JWT' }, claims: { scope: undefined } });
      s.post('app/login', { at: 0, json: { password: 'x' }, answer: { setCookie: `session=${jwt('AT0')}; HttpOnly` } });
      for (const index of times(8)) {
        const setCookie = `session=${jwt(`AT${index + 1}`)}; HttpOnly`;
        s.get('app/data', { at: 100 + index, cookie: `session=AT${index}`, answer: { json: {}, setCookie } });
      }
    });
    expect(told.report.refreshes.length).toBeGreaterThan(4);
    expectNoFinding(told, RULE);
  });
});
