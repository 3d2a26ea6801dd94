import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import type { RequestOptions } from '../../../support/story/story-acts';
import { type StoryOptions, tellStory } from '../../../support/story/tell-story';
import { redeem, refresh, UNSAID } from '../usual-traffic';

const RULE = 'refresh-token-reuse-accepted';
const pair = (number: number) => ({ access_token: `AT${number}`, refresh_token: `RT${number}` });

type Again = {
  readonly at?: number;
  readonly rotations?: 1 | 2;
  readonly json?: object;
  readonly more?: Partial<RequestOptions>;
};

/** RT1 is replaced by RT2 at 540 (and that by RT3 at 541), then RT1 comes again. */
const again = ({ at = 2000, rotations = 1, json = pair(9), more = {} }: Again, options: StoryOptions = {}) =>
  tellStory((s) => {
    redeem(s, 0, pair(1));
    refresh(s, 540, 'RT1', pair(2));
    if (rotations === 2) refresh(s, 541, 'RT2', pair(3));
    refresh(s, at, 'RT1', { ...json }, { tab: 'tabB', id: 'again', ...more });
  }, options);

const AT_ONLY = { access_token: 'AT9' };

describe('a replaced refresh token that is accepted', () => {
  it.each<[position: string, answer: string, again: Again, severity: 'high' | 'medium' | 'low']>([
    ['P3', 'A+', {}, 'high'],
    ['P3', 'A0', { json: AT_ONLY }, 'medium'],
    ['P3', 'A=', { json: { ...AT_ONLY, refresh_token: 'RT2' } }, 'low'],
    ['P4', 'A+', { rotations: 2 }, 'high'],
    ['P4', 'A0', { rotations: 2, json: AT_ONLY }, 'high'],
    ['P4', 'A=', { rotations: 2, json: { ...AT_ONLY, refresh_token: 'RT3' } }, 'medium'],
  ])('at %s with %s', (position, answer, story, severity) => {
    const told = again(story);
    expect(told.refresh('again')).toMatchObject({ position, answer });
    expectFinding(told, RULE, { severity, confidence: 'confirmed', tokens: ['RT1'] });
  });

  it('is told as what the browser did and the server answered', () => {
    const { message } = expectFinding(again({}), RULE);
    expect(message).toMatch(
      /presented refresh token RT1 again, 24 min after it had been replaced.*accepted it and issued/,
    );
    expect(message).not.toMatch(UNSAID);
  });

  it('is likely and one step lower up to five minutes after (rt.grace.extended)', () => {
    expectFinding(again({ at: 700 }), RULE, { severity: 'medium', confidence: 'likely' });
    expectFinding(again({ at: 900 }), RULE, { severity: 'high', confidence: 'confirmed' });
  });

  it('is found after ten seconds in strict mode (14.2)', () => {
    expectFinding(again({ at: 560 }, { thresholds: { 'rt.grace': 10 } }), RULE, { confidence: 'likely' });
  });

  it('never falls under the grace of a parent when it is older (P4)', () => {
    expectFinding(again({ at: 550, rotations: 2 }), RULE, { severity: 'high' });
  });

  it('is possible at most when nobody watched in between (T22)', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 540, 'RT1', pair(2));
      s.gap(600, 1900);
      refresh(s, 2000, 'RT1', pair(9));
    });
    expect(expectFinding(told, RULE).confidence).not.toBe('confirmed');
  });

  it.each([
    ['another new one', pair(3)],
    ['its successor', { ...AT_ONLY, refresh_token: 'RT2' }],
  ])('is confirmed when what was seen since is reuse by itself, after %s', (_, first) => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 540, 'RT1', pair(2));
      s.gap(600, 1900);
      refresh(s, 2000, 'RT1', first);
      refresh(s, 2600, 'RT1', pair(4));
    });
    expectFinding(told, RULE, { severity: 'high', confidence: 'confirmed' });
  });

  it.each<[provider: string, target: string, json: object, severity: 'low' | 'info']>([
    ['Microsoft', 'https://login.microsoftonline.com/t/oauth2/v2.0/token', pair(9), 'low'],
    [
      'Supabase, the parent and its successor,',
      'https://x.supabase.co/auth/v1/token?grant_type=refresh_token',
      { ...AT_ONLY, refresh_token: 'RT2' },
      'info',
    ],
  ])('is only noted where %s documents it', (_provider, target, json, severity) => {
    const told = tellStory((s) => {
      const ask = (at: number, form: Record<string, string>, answer: object) =>
        s.post(target, { at, form, answer: { json: answer } });
      ask(0, { grant_type: 'authorization_code', code: 'c' }, pair(1));
      const grant = { grant_type: 'refresh_token', refresh_token: 'RT1' };
      ask(540, grant, pair(2));
      ask(2000, grant, json);
    });
    expect(expectFinding(told, RULE, { severity }).message).toContain('documented provider behaviour');
  });
});

describe('by the FAPI 2.0 profile', () => {
  const proven = { client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' };
  const repeat = (rotations: 1 | 2, isAuthenticated = true) =>
    tellStory((s) => {
      const ask = (at: number, presented: string, json: object, more: Partial<RequestOptions> = {}) => {
        const client = isAuthenticated ? { ...proven, client_assertion: s.jwt(`CA${at}`, { lifetimeSec: 60 }) } : {};
        const form = { grant_type: 'refresh_token', refresh_token: presented, ...client };
        s.post('auth/token', { at, form, dpop: `proof-${at}`, answer: { json }, ...more });
      };
      redeem(s, 0, pair(1), { dpop: 'p0' });
      ask(540, 'RT1', pair(2));
      if (rotations === 2) ask(541, 'RT2', pair(3));
      ask(2000, 'RT1', pair(9), { id: 'again' });
    });

  it('the token before the newest, accepted again, is conformant: low at most', () => {
    const told = repeat(1);
    expect(told.refresh('again')).toMatchObject({ position: 'P3', answer: 'A+' });
    const { message, severity } = expectFinding(told, RULE);
    expect(message).toContain('conformant by the FAPI 2.0 profile');
    expect(['info', 'low']).toContain(severity);
    expect(['info', 'low']).toContain(expectFinding(told, 'rotation-fork').severity);
  });

  it('an older one is not, nor is any of a client that does not authenticate', () => {
    expectFinding(repeat(2), RULE, { severity: 'medium' });
    expectFinding(repeat(1, false), RULE, { severity: 'medium' });
  });
});

describe('no reuse is', () => {
  it('a repeat within the grace window (T2)', () => expectNoFinding(again({ at: 590 }), RULE));

  it('a repeat after a lost answer (T4)', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 540, 'RT1', {}, { fails: 'net::ERR_FAILED' });
      refresh(s, 900, 'RT1', pair(2));
    });
    expectNoFinding(told, RULE);
  });

  it('a token that the server keeps', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      for (const index of [1, 2, 3]) refresh(s, 500 * index, 'RT1', { access_token: `AT${index + 1}` });
    });
    expectNoFinding(told, RULE);
  });

  it('one token for another resource (T16)', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      for (const [index, resource] of ['https://a.example', 'https://b.example'].entries()) {
        const form = { grant_type: 'refresh_token', refresh_token: 'RT1', resource };
        refresh(s, 500 + index * 500, 'RT1', pair(index + 2), { form });
      }
    });
    expectNoFinding(told, RULE, 'rotation-fork');
  });

  it('a race (T5)', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 540, 'RT1', pair(2), { after: 1 });
      refresh(s, 540.5, 'RT1', pair(3), { after: 0.1 });
    });
    expectNoFinding(told, RULE);
  });
});
