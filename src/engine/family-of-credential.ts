// A credential is sent to renew a session: the family that it belongs to, or that begins with it (rules.md 3.4).

import type { EdgeEvidence } from './chain';
import type { Draft } from './draft';
import { createChain, joinChain, startBranch } from './families';
import { growChain } from './grow-chain';
import type { ChainId, RefreshId, TokenId } from './ids';
import { isUnread } from './refresh';
import { isSameSession } from './same-session';
import type { Send } from './send';

/** The credential's family; for one of unknown lineage the family that waits for a successor (E3, E4), else a new one. */
export function findFamilyOfCredential(draft: Draft, send: Send, tokenId: TokenId): ChainId | null {
  const token = draft.get('token', tokenId);
  if (token === undefined || token.chain !== null) return token?.chain ?? null;
  const awaiting = findAwaitingChain(draft, send, token.firstSeenMs);
  if (awaiting !== null) {
    const { chainId, from, refresh } = awaiting;
    joinChain(draft, chainId, tokenId);
    growChain(draft, chainId, {
      from,
      to: tokenId,
      evidence: gradeBridge(draft, chainId, refresh),
      refresh,
      siblings: [],
      isWithinGrace: true,
      atMs: send.startMs,
      sinceReplacedSec: null,
    });
    noteBridge(draft, refresh, tokenId);
    return chainId;
  }
  const chainId = createChain(draft, 'unknown', send);
  joinChain(draft, chainId, tokenId);
  // What renews itself is a renewal credential of its family once it did.
  if (token.role === 'refresh') startBranch(draft, chainId, tokenId);
  return chainId;
}

/** E3: an access token of that answer was seen, by its claims of the same session as one before it. */
function gradeBridge(draft: Draft, chainId: ChainId, refreshId: RefreshId): EdgeEvidence {
  const known = draft.get('chain', chainId)?.accessTokens ?? [];
  const issued = draft.get('refresh', refreshId)?.issued ?? [];
  const isShown = issued.some((id) => {
    const before = known[known.indexOf(id) - 1];
    const isDated = draft.get('token', id)?.iatSec != null;
    return isDated && before !== undefined && isSameSession(draft, before, id);
  });
  return isShown ? 'E3' : 'E4';
}

/** The refresh that must have issued it: shown as rotated, but never a ground for replay findings. */
function noteBridge(draft: Draft, refreshId: RefreshId, tokenId: TokenId): void {
  const refresh = draft.get('refresh', refreshId);
  if (refresh !== undefined)
    draft.put('refresh', refreshId, {
      ...refresh,
      outcome: 'success',
      answer: 'A+',
      issued: [...refresh.issued, tokenId],
    });
}

/** A refresh here succeeded without its body being seen: the next unknown credential of the same client is its successor. */
function findAwaitingChain(
  draft: Draft,
  send: Send,
  firstSeenMs: number,
): { readonly chainId: ChainId; readonly from: TokenId; readonly refresh: RefreshId } | null {
  const client = draft.get('client', send.client);
  const newest = client?.refreshes.findLast((id) => {
    const refresh = id === send.id ? undefined : draft.get('refresh', id);
    return refresh !== undefined && isUnread(refresh);
  });
  for (const chainId of [...(client?.chains ?? [])].reverse()) {
    const chain = draft.get('chain', chainId);
    const awaited = chain?.awaited;
    if (chain === undefined || !awaited || draft.get('refresh', awaited.refresh)?.endpoint !== send.endpoint) continue;
    // It cannot have been brought by an answer that came after it.
    if (awaited.atMs > Math.min(firstSeenMs, send.startMs)) continue;
    // Another answer that nobody has read may be the one: its body, should it come, will tell.
    if (awaited.refresh !== newest || hasUnreadSignIn(draft, send, awaited.atMs)) continue;
    if (chain.clientId === null || send.clientId === null || chain.clientId === send.clientId)
      return { chainId, from: awaited.from, refresh: awaited.refresh };
  }
  return null;
}

const hasUnreadSignIn = (draft: Draft, { endpoint, client, id: own }: Send, sinceMs: number): boolean =>
  (draft.get('endpoint', endpoint)?.recentSends ?? []).some((id) => {
    const send = draft.get('send', id);
    if (send === undefined || id === own || send.client !== client || send.refresh !== null) return false;
    return send.purpose.kind === 'token-request' && send.startMs >= sinceMs && send.issued.length === 0;
  });
