// What the words of a refresh need beside the refresh: the labels of its neighbours.

import type { ChainEnd } from '../../engine/chain';
import type { Refresh } from '../../engine/refresh';
import { findChain, readShape, readSilent, remainingSec } from '../../engine/select';
import type { ToldState } from '../../engine/state';
import { isSameTarget } from '../../engine/target';
import { tellEndCause } from '../words/end-words';
import type { RefreshFacts, RefreshWords } from '../words/refresh-facts';
import { describeRefresh } from '../words/refresh-words';

function readRefreshFacts(state: ToldState, refresh: Refresh): RefreshFacts {
  const rival = findRival(state, refresh);
  const presented = refresh.presented === null ? undefined : state.token.get(refresh.presented);
  const end = findChain(state, refresh)?.end ?? null;
  const leftSec = presented === undefined ? null : remainingSec(state, presented, refresh.startMs);
  return {
    presented: presented?.label ?? null,
    rival: rival?.label ?? null,
    isRivalElsewhere: rival !== null && rival.context !== refresh.context,
    endCause: end !== null && isRefusedBy(refresh, end) ? tellEndCause(end) : null,
    sincePresentedEndSec: leftSec !== null && leftSec < 0 ? -leftSec : null,
    silent: readSilent(refresh),
    shape: readShape(state, refresh),
  };
}

/** The refusal that ended the chain, or one that only repeats it. */
const isRefusedBy = ({ outcome, endMs }: Refresh, end: ChainEnd): boolean =>
  outcome === 'failure.terminal' && endMs !== null && endMs >= end.atMs;

/** The other refresh that was under way with the same credential, and for what a server takes for the same (T16). */
function findRival(state: ToldState, refresh: Refresh): Refresh | null {
  const token = refresh.presented === null ? undefined : state.token.get(refresh.presented);
  const endMs = refresh.endMs ?? Infinity;
  const use = token?.uses.find(
    (other) =>
      other.refresh !== refresh.id &&
      isSameTarget(other.target, refresh.target) &&
      other.startMs <= endMs &&
      (other.endMs ?? Infinity) >= refresh.startMs,
  );
  return use === undefined ? null : (state.refresh.get(use.refresh) ?? null);
}

export const tellRefresh = (state: ToldState, refresh: Refresh): RefreshWords =>
  describeRefresh(refresh, readRefreshFacts(state, refresh));
