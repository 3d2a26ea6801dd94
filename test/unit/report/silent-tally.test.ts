import { describe, expect, it } from 'vitest';
import type { Refresh } from '../../../src/engine/refresh';
import { answerSilent } from '../../../src/panel/model/strip-answers';
import { classifyRenewal, tallySilent } from '../../../src/report/silent-tally';
import { makeRefresh } from '../panel/entities';

const refused = { outcome: 'failure.terminal', answer: 'Rg' } as const;

describe('the silent refresh tally', () => {
  it.each<readonly [string, Partial<Refresh>, string]>([
    ['before expiry', {}, 'inTime'],
    ['on schedule', { trigger: 'scheduled' }, 'inTime'],
    ['moment unknown', { trigger: 'unknown' }, 'untimed'],
    ['after a 401', { trigger: 'reactive.expired' }, 'after401'],
    ['after an early 401', { trigger: 'reactive.premature' }, 'after401'],
    ['late', { trigger: 'late' }, 'late'],
    ['on page load', { trigger: 'on_load' }, 'onLoad'],
    ['refused', refused, 'failed'],
    ['refused, but another made it good', { ...refused, isResolved: true, isSettledSilently: true }, 'ignored'],
    ['accepted, but the user had to sign in', { isInterrupted: true }, 'failed'],
    [
      'refused replay, nothing due',
      { ...refused, position: 'P4', trigger: 'scheduled', isResolved: false },
      'replayed',
    ],
    ['accepted replay, nothing due', { position: 'P3', trigger: 'early' }, 'replayed'],
    [
      'replay refused after a 401',
      { ...refused, position: 'P3', trigger: 'reactive.expired', isResolved: false },
      'failed',
    ],
    ['replay that cost a sign-in', { ...refused, position: 'P3', isResolved: true }, 'failed'],
    ['second tab, accepted within the grace', { position: 'P2' }, 'inTime'],
    ['second tab, refused within the grace', { ...refused, position: 'P2', isResolved: false }, 'replayed'],
    ['nonce round', { outcome: 'negotiation' }, 'ignored'],
    ['under way', { outcome: 'unknown', endMs: null }, 'pending'],
    ['answered, but not understood', { outcome: 'unknown' }, 'ignored'],
  ])('%s', (_name, refresh, verdict) => {
    expect(classifyRenewal(makeRefresh(refresh))).toBe(verdict);
  });

  it('adds up to one sentence', () => {
    const inTime = Array.from({ length: 11 }, () => makeRefresh());
    const asked = makeRefresh({ trigger: 'reactive.expired', unauthorized: ['a'], retried: ['b'] });
    const tally = tallySilent([...inTime, asked]);
    expect(answerSilent(tally)).toEqual({ tone: 'good', lead: '11 of 12', rest: 'in time · 1 after a 401, retried' });
  });

  it('is no cause for alarm as long as nobody noticed', () => {
    const asked = makeRefresh({ trigger: 'reactive.expired', unauthorized: ['a'] });
    const toneOf = (...refreshes: Parameters<typeof tallySilent>[0]) => answerSilent(tallySilent(refreshes))?.tone;
    expect(toneOf({ ...asked, retried: ['b'] })).toBe('good');
    expect(toneOf(asked)).toBe('note');
    expect(toneOf(makeRefresh({ trigger: 'late' }))).toBe('note');
    expect(toneOf({ ...asked, retried: ['b'] }, makeRefresh({ outcome: 'failure.terminal', isResolved: false }))).toBe(
      'bad',
    );
  });

  it('says nothing while there is nothing to judge', () => {
    expect(answerSilent(tallySilent([]))).toBeNull();
    expect(answerSilent(tallySilent([makeRefresh({ outcome: 'unknown', endMs: null })]))).toBeNull();
  });
});
