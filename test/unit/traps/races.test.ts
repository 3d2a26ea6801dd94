// Traps T1 to T9 of rules.md section 7: races, lost answers, doubled sensors, caches, transport retries.

import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding, expectQuiet } from '../../support/story/expect-finding';
import { EXPIRED, grantOf, issue, refresh, refuse, signIn } from '../../support/story/passages';
import { tellStory } from '../../support/story/tell-story';

const REUSE = [
  'refresh-token-reuse-accepted',
  'refresh-token-reuse-rejected',
  'refresh-token-reuse-within-grace',
] as const;

describe('races', () => {
  it('T1: two tabs that wake together race; nobody reuses a token', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      refresh(s, 540, 1, 2, { id: 'a', tab: 'tabA', after: 0.4 });
      refuse(s, 540.1, 1, { id: 'b', tab: 'tabB', after: 0.4 });
      refresh(s, 1080, 2, 3, { id: 'c' });
    });
    expect(told.refresh('a')).toMatchObject({ position: 'P0', outcome: 'success' });
    expect(told.refresh('b')).toMatchObject({ position: 'P1', outcome: 'failure.terminal', resolved: true });
    expectFinding(told, 'refresh-uncoordinated-parallel', { severity: 'low', count: 2, tokens: ['RT1'] });
    expectNoFinding(told, ...REUSE, 'head-refresh-token-rejected', 'rotation-fork');
  });

  it('T1: by start against answer received, the later tab may win the race', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      refuse(s, 540, 1, { id: 'a', tab: 'tabA', after: 0.6 });
      refresh(s, 540.1, 1, 2, { id: 'b', tab: 'tabB', after: 0.2 });
    });
    expect(told.refresh('a').position).toBe('P0');
    expect(told.refresh('b')).toMatchObject({ position: 'P1', outcome: 'success' });
    expectFinding(told, 'refresh-uncoordinated-parallel', { count: 2 });
    expectNoFinding(told, ...REUSE, 'head-refresh-token-rejected');
  });

  it.each([
    [4, 'refresh-token-reuse-within-grace', 'low'],
    [59, 'refresh-token-reuse-within-grace', 'low'],
    [120, 'refresh-token-reuse-accepted', 'medium'],
    [400, 'refresh-token-reuse-accepted', 'high'],
  ] as const)(
    'T2: a repeat accepted %d s after the answer is judged by the grace that servers grant: %s',
    (sec, rule, severity) => {
      const told = tellStory((s) => {
        signIn(s, 0);
        refresh(s, 540, 1, 2);
        refresh(s, 540.2 + sec, 1, 3, { id: 'again', tab: 'tabB' });
      });
      expectFinding(told, rule, { severity, tokens: ['RT1'] });
      expectNoFinding(told, ...REUSE.filter((other) => other !== rule));
    },
  );

  it('T2: grace never covers the token before the last', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      refresh(s, 540, 1, 2);
      refresh(s, 545, 2, 3);
      refresh(s, 550, 1, 4, { id: 'again' });
    });
    expect(told.refresh('again')).toMatchObject({ position: 'P4', generationDistance: 2 });
    expectFinding(told, 'refresh-token-reuse-accepted', { severity: 'high' });
  });

  it('T3: parallel 401s that each trigger a refresh are one race', () => {
    const told = tellStory((s) => {
      signIn(s, 0, 1, { lifetimeSec: 300 });
      for (const path of ['a', 'b', 'c']) s.get(`api/${path}`, { at: 310, bearer: 'AT1', answer: EXPIRED, after: 0.1 });
      refresh(s, 310.15, 1, 2, { id: 'first' });
      refuse(s, 310.16, 1);
      refuse(s, 310.17, 1);
    });
    expect(told.refresh('first')).toMatchObject({ trigger: 'reactive.expired', unauthorizedRequests: 3 });
    expectFinding(told, 'refresh-uncoordinated-parallel', { count: 3 });
    expectNoFinding(told, ...REUSE, 'refresh-failure-loop', 'refresh-storm', 'head-refresh-token-rejected');
    expect(
      told.report.findings.filter(({ rule, severity }) => rule === 'expired-token-sent' && severity !== 'info'),
    ).toEqual([]);
  });
});

describe('lost answers and retries', () => {
  it('T4: a refresh whose answer was lost supersedes nothing; sending it again is a retry', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      s.post('auth/token', { at: 540, id: 'lost', form: grantOf(1), fails: 'net::ERR_NETWORK_CHANGED', after: 2 });
      refresh(s, 543, 1, 2, { id: 'retry' });
    });
    expect(told.refresh('lost').outcome).toBe('failure.transient');
    expect(told.refresh('retry')).toMatchObject({ position: 'P0', outcome: 'success', issued: ['AT2', 'RT2'] });
    expectQuiet(told);
  });

  it('T4: the server may have rotated before the answer was lost: then the refusal is worth little', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      s.post('auth/token', { at: 540, form: grantOf(1), fails: 'net::ERR_TIMED_OUT', after: 30 });
      refuse(s, 640, 1);
    });
    expectNoFinding(told, ...REUSE, 'family-revoked');
    expectFinding(told, 'head-refresh-token-rejected', { severity: 'low', confidence: 'possible' });
  });

  it('T5: answers in another order than their requests change nothing', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      s.get('api/slow', { at: 539, bearer: 'AT1', after: 4 });
      refresh(s, 540, 1, 2, { after: 0.2 });
      s.get('api/fast', { at: 541, bearer: 'AT2', after: 0.1 });
      refresh(s, 1080, 2, 3, { id: 'next' });
    });
    expect(told.refresh('next')).toMatchObject({ position: 'P0', presented: 'RT2' });
    expectQuiet(told);
    expectNoFinding(told, 'superseded-access-token-used');
  });

  it('T6: the page, its service worker and two sensors see one send; it counts once', () => {
    const told = tellStory(
      (s) => {
        signIn(s, 0);
        s.get('api/me', { at: 5, bearer: 'AT1' });
        refresh(s, 540, 1, 2, { id: 'r' });
      },
      { sensors: ['web-request', 'devtools'] },
    );
    expect(told.token('AT1').presentations).toBe(1);
    expect(told.token('RT1').presentations).toBe(1);
    expect(told.refresh('r')).toMatchObject({ position: 'P0', answer: 'A+' });
    expectQuiet(told);
  });

  it('T6: an answer that a service worker made up is no presentation to a server', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      s.get('api/me', { at: 5, bearer: 'AT1', answer: { source: 'service-worker' } });
      s.get('api/me', { at: 5.05, bearer: 'AT1', tab: 'service-worker' });
    });
    expect(told.token('AT1')).toMatchObject({ presentations: 1, accepted: 1 });
  });

  it('T7: a cached answer tells nothing of the server: no acceptance, no clock, no new token', () => {
    const told = tellStory((s) => {
      signIn(s, 0, 1, { lifetimeSec: 300 });
      s.get('api/list', { at: 5, bearer: 'AT1' });
      const cached = { source: 'cache', dateOffBySec: -5000, json: { access_token: s.jwt('AT9') } } as const;
      s.get('api/list', { at: 900, bearer: 'AT1', answer: cached });
      s.get('api/list', { at: 901, bearer: 'AT1', answer: { status: 304 } });
    });
    expect(told.token('AT1')).toMatchObject({ presentations: 2, accepted: 1 });
    expect(told.findToken('AT9')).toBeNull();
    expect(told.report.clocks.every(({ skewSeconds }) => Math.abs(skewSeconds ?? 0) < 2)).toBe(true);
  });

  it('T7: a 304 repeats no token from its cached body', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      s.get('api/session', { at: 5, bearer: 'AT1', answer: { status: 304, json: { access_token: s.jwt('AT9') } } });
    });
    expect(told.findToken('AT9')).toBeNull();
  });

  it.each([
    ['but not by the cache', { source: 'cache' }, 'failure'],
    ['and by a 304 too, which would have been a 200', { status: 304 }, 'success'],
  ] as const)('T7: that a refresh went by unnoticed is told by its first use, %s', (_what, answer, silent) => {
    const told = tellStory((s) => {
      signIn(s, 0);
      refresh(s, 540, 1, 2, { id: 'r' });
      s.get('api/list', { at: 545, bearer: 'AT2', answer });
      s.get('app/login', { at: 550, type: 'document', answer: {} });
    });
    expect(told.refresh('r')).toMatchObject({ outcome: 'success', silent });
    expect(told.token('AT2').accepted).toBe(0);
  });

  it('T8: the same bytes again within a second and no answer between are one presentation', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      s.post('auth/token', { at: 540, form: grantOf(1), fails: 'net::ERR_HTTP2_SERVER_REFUSED_STREAM', after: 0.05 });
      refresh(s, 540.1, 1, 2, { id: 'again' });
    });
    expect(told.refresh('again')).toMatchObject({ position: 'P0', outcome: 'success' });
    expectQuiet(told);
  });

  it('T9: a client that tries again after a timeout is no failure loop and no reuse', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      for (const at of [540, 545, 550, 555])
        s.post('auth/token', { at, form: grantOf(1), fails: 'net::ERR_TIMED_OUT', after: 4 });
      s.post('auth/token', { at: 560, form: grantOf(1), answer: 503 });
      s.post('auth/token', { at: 565, form: grantOf(1), id: 'last', answer: issue(s, 2) });
    });
    expect(told.refresh('last')).toMatchObject({ position: 'P0', outcome: 'success' });
    expectNoFinding(told, ...REUSE, 'refresh-failure-loop', 'refresh-uncoordinated-parallel', 'refresh-storm');
  });
});
