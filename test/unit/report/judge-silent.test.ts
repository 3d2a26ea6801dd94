import { describe, expect, it } from 'vitest';
import { createPolicy } from '../../../src/engine/policy';
import { judgeSilentRefresh, type SilentEvidence } from '../../../src/report/judge-silent';
import type { SilentRefresh } from '../../../src/report/silent-refresh';
import { writeSilentRefresh } from '../../../src/report/write-silent-refresh';
import { listFindings } from '../../../src/rules/findings';
import type { App } from '../../harness/story/app';
import type { Story } from '../../harness/story/story';
import { makeShop, tellShop } from '../panel/story-state';

function judge(tell: (shop: App, story: Story) => void, facts: Partial<SilentEvidence> = {}): SilentRefresh {
  const { state, findings } = tellShop(tell);
  return judgeSilentRefresh({
    state,
    policy: createPolicy('aal1'),
    refreshes: [...state.refresh.values()],
    tokens: [...state.token.values()],
    foundRules: new Set(listFindings(findings).map(({ rule }) => rule.id)),
    isSanitised: false,
    ...facts,
  });
}

const renewTwice = (shop: App): void => {
  shop.signIn('13:00:00');
  shop.refresh('13:09:03');
  shop.refresh('13:18:30');
  shop.call('13:20:00');
};

describe('the verdict on silent refresh', () => {
  it('passes when all were renewed in time', () => {
    expect(writeSilentRefresh(judge(renewTwice), (context) => context)).toBe(
      [
        'Silent refresh: PASS. All 2 renewals succeeded without the user.',
        'Decided by: no renewal may fail, profile aal1',
        'Expiries: 2 (2 renewed in time)',
        'Lead time: 33 s to 57 s before expiry, median 33 s before',
        'Rotation: 2 rotated',
        'Refreshed by: tab:7 (2)',
        'The user noticed: nothing',
      ].join('\n'),
    );
  });

  it('says once how early all were', () => {
    const silent = judge((shop) => {
      shop.signIn('13:00:00');
      shop.refresh('13:09:00');
      shop.refresh('13:18:00');
    });
    expect(writeSilentRefresh(silent)).toContain('Lead time: 60 s before expiry every time\n');
  });

  it('counts one renewal that failed, however often it was tried, and one sign-in', () => {
    const tryThrice = (shop: App): void => {
      renewTwice(shop);
      for (const at of ['13:27:40', '13:27:42', '13:27:44']) shop.refresh(at, { answer: 'invalid_grant' });
    };
    expect(judge(tryThrice)).toMatchObject({
      expiries: 3,
      tally: { total: 3, failed: 1 },
      reason: '1 of 3 renewals failed.',
      noticed: { signIns: 0, unresolved: 1 },
    });
    const signInAfterwards = (shop: App): void => {
      tryThrice(shop);
      shop.signIn('13:30:00');
    };
    expect(judge(signInAfterwards)).toMatchObject({ tally: { failed: 1 }, noticed: { signIns: 1, unresolved: 0 } });
  });

  it('fails when one failed, and says what the user met', () => {
    const silent = judge((shop) => {
      renewTwice(shop);
      shop.refresh('13:27:40', { answer: 'invalid_grant' });
    });
    expect(silent).toMatchObject({ verdict: 'fail', decidedBy: 'renewed', noticed: { signIns: 0, unresolved: 1 } });
    expect(silent.reason).toBe('1 of 3 renewals failed.');
  });

  it('counts a failure that cost a sign-in', () => {
    const silent = judge((shop) => {
      renewTwice(shop);
      shop.refresh('13:27:40', { answer: 'invalid_grant' });
      shop.signIn('13:28:00');
    });
    expect(silent).toMatchObject({ verdict: 'fail', noticed: { signIns: 1, unresolved: 0 } });
  });

  it('lets a failure pass that another refresh made good', () => {
    const silent = judge((shop) => {
      shop.signIn('13:00:00');
      shop.refresh('13:09:03', { answer: 'lost' });
      shop.refresh('13:09:08');
    });
    expect(silent).toMatchObject({ verdict: 'pass', tally: { total: 1, failed: 0, inTime: 1 } });
  });

  it('takes a refused replay for what it is', () => {
    const silent = judge((shop) => {
      shop.signIn('13:00:00');
      const second = shop.refresh('13:09:03');
      shop.refresh('13:18:30');
      shop.refresh('13:27:30');
      shop.refresh('13:29:00', { with: second, answer: 'invalid_grant', tab: 9 });
    });
    expect(silent).toMatchObject({ verdict: 'pass', tally: { total: 3, failed: 0, replayed: 1 } });
    expect(writeSilentRefresh(silent)).toContain('Not counted: 1 replayed while nothing was due');
  });

  it('counts a retry after a 401, and passes', () => {
    const silent = judge((shop, story) => {
      shop.signIn('13:00:00');
      shop.call('13:10:30', { status: 401 });
      shop.refresh(story.at('13:10:30') + 300);
      shop.call(story.at('13:10:30') + 700);
      shop.call('13:12:00');
    });
    expect(silent).toMatchObject({
      verdict: 'pass',
      tally: { after401: 1, retried: 1 },
      retries: { refused: 1, repeated: 1 },
    });
    expect(silent.leadTimes?.bins).toEqual([{ fromSec: null, toSec: 0, count: 1 }]);
    expect(writeSilentRefresh(silent)).toContain('Expiries: 1 (1 after a 401)\nLead time: 30 s after expiry\n');
  });

  it('fails by the number of retries when a refused request never comes again', () => {
    const silent = judge((shop, story) => {
      shop.signIn('13:00:00');
      shop.call('13:10:30', { status: 401 });
      shop.refresh(story.at('13:10:30') + 300);
      shop.refresh('13:19:00');
    });
    expect(silent).toMatchObject({ verdict: 'fail', decidedBy: 'retried', noticed: { lostRequests: 1 } });
    expect(writeSilentRefresh(silent)).toContain('Decided by: retry.after.refresh 1, profile aal1');
  });

  it('waits for the retry before it complains', () => {
    const silent = judge((shop, story) => {
      shop.signIn('13:00:00');
      shop.call('13:10:30', { status: 401 });
      shop.refresh(story.at('13:10:30') + 300);
    });
    expect(silent).toMatchObject({ verdict: 'pass', noticed: { lostRequests: 0 } });
  });

  it('fails when an expired token was refused and nothing asked for another', () => {
    const silent = judge((shop) => {
      renewTwice(shop);
      shop.call('13:40:00', { status: 401 });
      shop.call('13:41:00', { status: 401 });
    });
    expect(silent).toMatchObject({
      verdict: 'fail',
      decidedBy: 'renewed',
      expiries: 3,
      lapsed: { used: 1, unused: 0 },
    });
  });

  it('fails as well where it had been refused before its end, and accepted since', () => {
    const silent = judge((shop) => {
      shop.signIn('13:00:00');
      shop.call('13:02:00', { status: 401 });
      shop.call('13:03:00');
      shop.call('13:11:00', { status: 401 });
      shop.call('13:12:00', { status: 401 });
    });
    expect(silent).toMatchObject({ verdict: 'fail', lapsed: { used: 1, unused: 0 } });
  });

  it('does not mind a token that ran out unused', () => {
    const { state } = tellShop((shop, story) => {
      renewTwice(shop);
      makeShop(story, { client: 'other', origin: 'https://other.dev', tab: 8 }).signIn('14:00:00');
    });
    const silent = judge(renewTwice, { state, tokens: [...state.token.values()] });
    expect(silent).toMatchObject({ verdict: 'pass', lapsed: { used: 0, unused: 1 } });
  });

  it.each<readonly [string, (shop: App) => void, Partial<SilentEvidence>, string]>([
    ['nothing fell due', (shop) => shop.signIn('13:00:00'), {}, 'No renewal was seen.'],
    ['the file lacks credentials', renewTwice, { isSanitised: true }, 'The file holds no credentials'],
  ])('cannot tell: %s', (_name, tell, facts, reason) => {
    const silent = judge(tell, facts);
    expect(silent).toMatchObject({ verdict: 'cannot-tell', decidedBy: null });
    expect(silent.reason).toContain(reason);
  });

  it('names the thresholds of a storm', () => {
    const silent = judge(renewTwice, { foundRules: new Set(['refresh-storm']) });
    expect(silent).toMatchObject({ verdict: 'fail', decidedBy: 'storm' });
    expect(writeSilentRefresh(silent)).toContain(
      'Decided by: refresh.storm.short.count 5, refresh.storm.short.window 10 s',
    );
  });
});
