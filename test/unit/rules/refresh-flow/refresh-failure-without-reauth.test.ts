import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { redeem, refresh, UNSAID } from '../usual-traffic';

const RULE = 'refresh-failure-without-reauth';
const REFUSED = { answer: { status: 400, json: { error: 'invalid_grant' } } };
const pair = (number: number) => ({ access_token: `AT${number}`, refresh_token: `RT${number}` });

/** AT1 ends at 600; the refresh fails at 610; then a request every 20 s from 620 on. */
function tellPolling(s: Teller, { status = 401, count = 5, failedAt = 610, with: bearer = 'AT1' } = {}): void {
  redeem(s, 0, pair(1));
  refresh(s, failedAt, 'RT1', {}, REFUSED);
  for (let index = 0; index < count; index += 1)
    s.get('api/me', { at: failedAt + 10 + index * 20, bearer, answer: status });
}

describe('an app that carries on after its refresh failed for good', () => {
  it('is low when it keeps sending the old token', () => {
    const finding = expectFinding(
      tellStory((s) => tellPolling(s)),
      RULE,
      {
        severity: 'low',
        confidence: 'confirmed',
        tokens: ['AT1'],
      },
    );
    expect(finding.message).toMatch(/failed for good \(invalid_grant\).*neither signed in nor logged out/);
    expect(finding.message).not.toMatch(UNSAID);
  });

  it('also when a public endpoint does not mind', () => {
    expectFinding(
      tellStory((s) => tellPolling(s, { status: 200 })),
      RULE,
    );
  });

  it('also when it only collects refusals', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 610, 'RT1', {}, REFUSED);
      for (const at of [620, 640, 660, 680]) s.get('api/me', { at, answer: 401 });
    });
    expectFinding(told, RULE);
  });

  it('also when another tab of the app holds what it keeps sending', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1), { tab: 'tabB' });
      refresh(s, 300, 'RT1', pair(2));
      refresh(s, 1000, 'RT2', {}, { tab: 'tabB', ...REFUSED });
      for (const at of [1010, 1030, 1050, 1070]) s.get('api/me', { at, bearer: 'AT2' });
    });
    expect(expectFinding(told, RULE, { tokens: ['AT2'] }).message).toMatch(/it sent AT\d 4 more times/);
  });

  it('also when a login follows much later', () => {
    const told = tellStory((s) => {
      tellPolling(s, { count: 3 });
      s.open('auth/login', { at: 900 });
    });
    expectFinding(told, RULE, { severity: 'low' });
  });
});

describe('an access token whose issuance nobody saw', () => {
  it('is over once it is refused', () => {
    const told = tellStory((s) => {
      s.get('api/me', { at: 600, bearer: s.opaque('AT1') });
      refresh(s, 610, 'RT1', {}, REFUSED);
      for (const at of [620, 640, 660, 680, 700]) s.get('api/me', { at, bearer: 'AT1', answer: 401 });
    });
    expectFinding(told, RULE, { severity: 'low' });
  });
});

describe('nothing is said', () => {
  it('before three uses', () =>
    expectNoFinding(
      tellStory((s) => tellPolling(s, { count: 2 })),
      RULE,
    ));

  it('within the minute', () =>
    expectNoFinding(
      tellStory((s) => tellPolling(s, { count: 3 })),
      RULE,
    ));

  it('while the access token is still valid: a proactive refresh failed early', () => {
    const told = tellStory((s) => tellPolling(s, { failedAt: 300, count: 14, status: 200 }));
    expectNoFinding(told, RULE);
  });

  it('while another tab of the app holds one that is still valid', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1), { tab: 'tabB' });
      refresh(s, 590, 'RT1', { access_token: s.jwt('AT2'), refresh_token: 'RT2' });
      refresh(s, 610, 'RT2', {}, { tab: 'tabB', ...REFUSED });
      for (const at of [620, 640, 660, 680, 700]) s.get('api/me', { at, bearer: 'AT2' });
    });
    expectNoFinding(told, RULE);
  });

  it.each<[what: string, act: (s: Teller) => void]>([
    ['a login page', (s) => s.open('auth/login', { at: 640 })],
    ['a sign-in', (s) => redeem(s, 640, pair(5))],
    ['a logout', (s) => s.post('auth/logout', { at: 640, bearer: 'AT1', answer: 204 })],
    ['a refresh that succeeds', (s) => refresh(s, 640, 'RT1', pair(3))],
  ])('after %s', (_what, act) => {
    const told = tellStory((s) => {
      tellPolling(s);
      act(s);
    });
    expectNoFinding(told, RULE);
  });

  it('when somebody may have signed in unseen', () => {
    const told = tellStory((s) => {
      tellPolling(s);
      s.gap(645, 655);
    });
    expectNoFinding(told, RULE);
  });

  it('of a token that is still accepted, where nobody saw how long it was to live', () => {
    const told = tellStory((s) => {
      s.get('api/me', { at: 600, bearer: s.opaque('AT1') });
      refresh(s, 610, 'RT1', {}, REFUSED);
      for (const at of [620, 640, 660, 680, 700]) s.get('api/me', { at, bearer: 'AT1' });
    });
    expectNoFinding(told, RULE);
  });

  it('of the token of another app on the same origin (T18)', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      s.post('https://id2.shop.example/token', {
        at: 610,
        form: { grant_type: 'refresh_token', refresh_token: 'RT2', client_id: 'admin' },
        ...REFUSED,
      });
      for (const at of [620, 640, 660, 680, 700]) s.get('api/me', { at, bearer: 'AT1' });
    });
    expectNoFinding(told, RULE);
  });

  it('after a failure that passes', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 610, 'RT1', {}, { answer: { status: 503 } });
      for (const at of [620, 640, 660, 680, 700]) s.get('api/me', { at, bearer: 'AT1', answer: 401 });
    });
    expectNoFinding(told, RULE);
  });

  it('of the loser of a race', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 610, 'RT1', pair(2), { after: 0.5 });
      refresh(s, 610.1, 'RT1', {}, { after: 0.6, ...REFUSED });
      for (const at of [620, 640, 660, 680, 700]) s.get('api/me', { at, bearer: 'AT1', answer: 401 });
    });
    expectNoFinding(told, RULE);
  });
});
