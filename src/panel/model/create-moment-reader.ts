// How a token stands, second by second, as signals: what reads one of them is drawn anew only when that one changes.

import { computed, type ReadonlySignal } from '@preact/signals';
import type { TokenState } from '../../engine/select';
import type { FeedView } from './feed';
import type { TokenEntry } from './token-entry';
import { type Phase, readMoment } from './token-phase';

export type MomentSignals = {
  readonly state: ReadonlySignal<TokenState>;
  readonly phase: ReadonlySignal<Phase>;
  /** `04:12`, `−00:07`, or the word for what ended it. */
  readonly text: ReadonlySignal<string>;
  /** Share of its life that is left, 0 to 1, in steps that a bar can show; null when it has no known length. */
  readonly share: ReadonlySignal<number | null>;
};

/** The same signals for the same entry. */
export type MomentReader = (entry: TokenEntry) => MomentSignals;

const SHARE_STEPS = 250;

export function createMomentReader(feed: ReadonlySignal<FeedView>, nowMs: ReadonlySignal<number>): MomentReader {
  const known = new WeakMap<TokenEntry, MomentSignals>();
  return (entry) => {
    const found = known.get(entry);
    if (found !== undefined) return found;
    const moment = computed(() => readMoment(feed.value.state, entry, nowMs.value));
    const signals: MomentSignals = {
      state: computed(() => moment.value.state),
      phase: computed(() => moment.value.phase),
      text: computed(() => moment.value.text),
      share: computed(() => roundShare(moment.value.share)),
    };
    known.set(entry, signals);
    return signals;
  };
}

const roundShare = (share: number | null): number | null =>
  share === null ? null : Math.round(share * SHARE_STEPS) / SHARE_STEPS;
