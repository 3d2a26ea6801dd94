import { describe, expect, it } from 'vitest';
import { fitTokens } from '../../../src/panel/model/fit-tokens';
import { findStretch } from '../../../src/panel/model/timeline-window';
import { createEntryLister } from '../../../src/panel/model/token-entry';
import { atMs, tellShop } from './story-state';

const { state } = tellShop((shop) => {
  shop.signIn('13:00:00');
  shop.call('13:05:00');
});
const entries = [...createEntryLister()(state, [...state.token.values()], new Map()).values()];
const NOW = atMs('15:00:00');

describe('the stretch in which tokens lived', () => {
  it('holds all of what is over, and little more', () => {
    const window = fitTokens(entries, atMs('13:20:00'), NOW);
    if (window === null) throw new Error('there are tokens');
    const { fromMs, toMs } = findStretch(window, 0, NOW);
    expect(fromMs).toBeLessThan(atMs('13:00:00'));
    expect(fromMs).toBeGreaterThan(atMs('12:58:00'));
    expect(toMs).toBeGreaterThan(atMs('13:20:00'));
    expect(toMs).toBeLessThan(atMs('13:22:00'));
  });

  it.each([0, 1, 17, 59])('follows the present while it goes on, also %i s later', (sec) => {
    const window = fitTokens(entries, null, NOW);
    if (window === null) throw new Error('there are tokens');
    const { fromMs, toMs } = findStretch(window, 0, NOW + sec * 1000);
    expect(window.endMs).toBeNull();
    expect(fromMs).toBeLessThan(atMs('13:00:00'));
    expect(toMs).toBeGreaterThan(NOW);
  });

  it('is none without a token', () => {
    expect(fitTokens([], null, NOW)).toBeNull();
  });
});
