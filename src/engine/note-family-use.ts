// What a successful refresh says of its family beyond its new tokens: which branch lives, and whether a named reuse ended it.

import { MAX_OUTLIVED } from '../base/limits';
import type { Draft } from './draft';
import type { ChainId } from './ids';
import type { Refresh } from './refresh';

/** A refresh that brings no new refresh token is a use of its branch, too. */
export function noteBranchUse(draft: Draft, chainId: ChainId, refresh: Refresh): void {
  const chain = draft.get('chain', chainId);
  if (chain === undefined || !chain.branches.some((branch) => branch.head === refresh.presented)) return;
  const branches = chain.branches.map((branch) =>
    branch.head === refresh.presented
      ? { ...branch, lastRefreshMs: Math.max(branch.lastRefreshMs ?? 0, refresh.startMs) }
      : branch,
  );
  draft.put('chain', chainId, { ...chain, branches });
}

/** The server had named a reuse in this family, and yet renews it with another token; not across a bare bridge (E4). */
export function noteOutlived(draft: Draft, chainId: ChainId, refresh: Refresh): void {
  const chain = draft.get('chain', chainId);
  const reuse = chain?.reuseRefused;
  if (chain === undefined || !reuse || !reuse.isNamed || refresh.startMs <= reuse.atMs || refresh.position === 'P5')
    return;
  if (draft.get('refresh', reuse.refresh)?.presented === refresh.presented) return;
  if (chain.edges.some((edge) => edge.to === refresh.presented && edge.evidence === 'E4')) return;
  const outlived = [
    ...chain.outlived.filter((one) => one.refresh !== refresh.id),
    { refresh: refresh.id, atMs: refresh.startMs },
  ];
  draft.put('chain', chainId, { ...chain, outlived: outlived.slice(-MAX_OUTLIVED) });
}
