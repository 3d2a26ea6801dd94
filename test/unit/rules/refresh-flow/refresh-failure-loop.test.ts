import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import type { RequestOptions } from '../../../support/story/story-acts';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { redeem, refresh, UNSAID } from '../usual-traffic';

const RULE = 'refresh-failure-loop';
const REFUSED = { answer: { status: 400, json: { error: 'invalid_grant' } } };

function tellFailures(
  s: Teller,
  ats: readonly number[],
  more: (index: number) => Partial<RequestOptions> = () => ({}),
): void {
  redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
  for (const [index, at] of ats.entries()) refresh(s, at, 'RT1', {}, { ...REFUSED, ...more(index) });
}
const failures = (ats: readonly number[], more?: (index: number) => Partial<RequestOptions>) =>
  tellStory((s) => tellFailures(s, ats, more));

describe('a loop of refused refreshes', () => {
  it('is medium from the third within a minute on', () => {
    const finding = expectFinding(failures([500, 520, 555]), RULE, {
      severity: 'medium',
      confidence: 'confirmed',
      count: 3,
    });
    expect(finding.message).toMatch(/tried to refresh 3 times in 55 s; the server refused each time \(invalid_grant\)/);
    expect(finding.message).not.toMatch(UNSAID);
    expectNoFinding(failures([500, 520]), RULE);
    expectNoFinding(failures([500, 531, 562]), RULE);
  });

  it('is one finding, however long it lasts', () => {
    const ats = Array.from({ length: 100 }, (_, index) => 500 + index * 5);
    expect(expectFinding(failures(ats), RULE).count).toBeLessThanOrEqual(100);
  });

  it('takes six, where each tab fails only once or twice', () => {
    const tab = (index: number) => ({ tab: `tab${index >> 1}` });
    expectNoFinding(failures([500, 501, 502, 503, 504], tab), RULE);
    expectFinding(failures([500, 501, 502, 503, 504, 505], tab), RULE, { count: 6 });
  });
});

describe('no loop are', () => {
  it.each([429, 500, 503])('failures that pass: %i', (status) => {
    expectNoFinding(
      failures([500, 501, 502, 503], () => ({ answer: { status } })),
      RULE,
    );
  });

  it('lost answers (T9)', () => {
    expectNoFinding(
      failures([500, 501, 502, 503], () => ({ fails: 'net::ERR_FAILED' })),
      RULE,
    );
  });

  it('challenges for a nonce (T15)', () => {
    const answer = { status: 400, json: { error: 'use_dpop_nonce' } };
    expectNoFinding(
      failures([500, 501, 502, 503], () => ({ answer })),
      RULE,
    );
  });

  it('failures with a login between them', () => {
    const told = tellStory((s) => {
      tellFailures(s, [500, 510, 530, 540]);
      s.open('auth/login', { at: 520 });
    });
    expectNoFinding(told, RULE);
  });

  it('failures between which somebody may have signed in unseen', () => {
    const told = tellStory((s) => {
      tellFailures(s, [500, 510, 530]);
      s.gap(515, 525);
    });
    expectNoFinding(told, RULE);
  });

  it('losers of a race', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
      refresh(s, 500, 'RT1', { access_token: 'AT2', refresh_token: 'RT2' }, { after: 0.5 });
      for (const at of [500.1, 500.2, 500.3]) refresh(s, at, 'RT1', {}, { after: 0.5, ...REFUSED });
    });
    expectNoFinding(told, RULE);
  });
});

describe('a loop of redirects', () => {
  /** App → authorization page → app, once every `everySec` seconds. */
  const trips = (count: number, everySec: number) =>
    tellStory((s) => {
      s.open('app/', { at: 0 });
      for (let index = 0; index < count; index += 1) {
        const at = 10 + index * everySec;
        const query = { response_type: 'code', client_id: 'spa', state: `s${index}` };
        const location = `https://app.shop.example/callback?code=c${index}&state=s${index}`;
        s.open('auth/authorize', { at, query, id: `ask-${index}`, answer: { status: 302, location } });
        s.open('app/callback', {
          at: at + 0.5,
          query: { code: `c${index}`, state: `s${index}` },
          follows: `ask-${index}`,
        });
      }
    });

  it('is likely from the third within half a minute on', () => {
    const finding = expectFinding(trips(3, 10), RULE, { severity: 'medium', confidence: 'likely', count: 3 });
    expect(finding.message).toMatch(/to its authorization page and back 3 times in 20 s/);
  });

  it('is one finding, however long it lasts', () => {
    expectFinding(trips(40, 2), RULE, { severity: 'medium' });
  });

  it('is none when it is slower, or ends after two', () => {
    expectNoFinding(trips(2, 5), RULE);
    expectNoFinding(trips(3, 16), RULE);
  });

  it('is none when the server itself needs several pages', () => {
    const told = tellStory((s) => {
      s.open('app/', { at: 0 });
      const query = { response_type: 'code', client_id: 'spa', state: 's1' };
      for (const at of [10, 12, 14]) s.open('auth/authorize', { at, query });
      s.open('auth/login', { at: 16 });
      s.open('app/callback', { at: 20, query: { code: 'c1', state: 's1' } });
    });
    expectNoFinding(told, RULE);
  });
});
