import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import type { RequestOptions } from '../../../support/story/story-acts';
import { type StoryOptions, tellStory } from '../../../support/story/tell-story';
import { redeem, refresh, UNSAID } from '../usual-traffic';

const RULE = 'refresh-token-not-rotated';

const kept = (uses: number, more: Partial<RequestOptions> = {}, options: StoryOptions = {}) =>
  tellStory((s) => {
    redeem(
      s,
      0,
      { access_token: 'AT1', refresh_token: 'RT1' },
      { ...more, form: { grant_type: 'authorization_code', code: 'c' } },
    );
    for (let index = 0; index < uses; index += 1) {
      refresh(s, 500 * (index + 1), 'RT1', { access_token: `AT${index + 2}` }, more);
    }
  }, options);

describe('a refresh token that is kept', () => {
  it('is medium: likely after two refreshes, confirmed after three', () => {
    expectFinding(kept(2), RULE, { severity: 'medium', confidence: 'likely', tokens: ['RT1'] });
    const finding = expectFinding(kept(3), RULE, { severity: 'medium', confidence: 'confirmed' });
    expect(finding.message).toMatch(/refreshed 3 times with RT1 and the server issued no new refresh token/);
    expect(finding.message).not.toMatch(UNSAID);
    expectNoFinding(kept(1), RULE);
  });

  it('is the same when the answer repeats it', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
      for (const index of [1, 2, 3]) {
        refresh(s, 500 * index, 'RT1', { access_token: `AT${index + 1}`, refresh_token: 'RT1' });
      }
    });
    expectFinding(told, RULE, { severity: 'medium', confidence: 'confirmed' });
  });

  it('counts from the gap on, in which it may have been rotated', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
      for (const index of [1, 2, 3, 4]) refresh(s, 500 * index, 'RT1', { access_token: `AT${index + 1}` });
      s.gap(600, 650);
    });
    expect(expectFinding(told, RULE, { severity: 'medium', confidence: 'confirmed' }).message).toContain('3 times');
  });

  const cookie = (attributes: string) =>
    tellStory((s) => {
      const token = s.opaque('RTOK');
      const setCookie = `refresh_token=${token}; ${attributes}`;
      s.post('app/login', { at: 0, json: { password: 'x' }, answer: { json: { access_token: 'AT1' }, setCookie } });
      for (const index of [1, 2, 3]) {
        const json = { access_token: `AT${index + 1}` };
        s.post('app/refresh', { at: 500 * index, cookie: `refresh_token=${token}`, answer: { json } });
      }
    });

  it('is low in a cookie that scripts and other sites cannot use', () => {
    expectFinding(cookie('HttpOnly; Secure; SameSite=Strict'), RULE, { severity: 'low' });
  });

  it.each(['Secure', 'HttpOnly; Secure; SameSite=None'])('is medium in a cookie with %s', (attributes) => {
    expectFinding(cookie(attributes), RULE, { severity: 'medium' });
  });
});

describe('nothing is said of a refresh token', () => {
  it('that is rotated', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
      for (const index of [1, 2, 3]) {
        refresh(s, 500 * index, `RT${index}`, { access_token: `AT${index + 1}`, refresh_token: `RT${index + 1}` });
      }
    });
    expectNoFinding(told, RULE);
  });

  it('that is bound to a key', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1', token_type: 'DPoP' }, { dpop: 'p0' });
      for (const index of [1, 2, 3])
        refresh(s, 500 * index, 'RT1', { access_token: `AT${index + 1}` }, { dpop: `p${index}` });
    });
    expectNoFinding(told, RULE);
  });

  it('of a client that authenticates itself', () => {
    expectNoFinding(kept(3, { headers: { Authorization: `Basic ${btoa('web:secret')}` } }), RULE);
  });

  it('that brings tokens for several APIs (T16)', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
      for (const index of [1, 2, 3]) {
        const form = { grant_type: 'refresh_token', refresh_token: 'RT1', resource: `https://api${index}.example` };
        refresh(s, 500 * index, 'RT1', { access_token: `AT${index + 1}` }, { form });
      }
    });
    expectNoFinding(told, RULE);
  });

  it('that may have been rotated unseen', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
      for (const index of [1, 2, 3]) refresh(s, 500 * index, 'RT1', { access_token: `AT${index + 1}` });
      s.gap(700, 800);
    });
    expectNoFinding(told, RULE);
  });

  it('soon after a gap: it may be a late duplicate of one that was rotated there', () => {
    const told = tellStory((s) => {
      s.gap(0, 10);
      for (const index of [1, 2, 3]) refresh(s, 20 * index, 'RT1', { access_token: `AT${index + 1}` });
    });
    expectNoFinding(told, RULE);
  });

  it('whose answers nobody read, and says so', () => {
    const told = kept(3, {}, { sensors: ['web-request'] });
    expectNoFinding(told, RULE);
    expect(told.report.notEvaluable.map(({ rule }) => rule)).toContain(RULE);
  });
});
