// An authorization code is good for one use (RFC 6749 4.1.2): a second one may end the family that the first began.

import type { Fingerprint } from '../base/brand';
import { appendCapped } from '../base/capped-list';
import { MAX_CODE_SENDS } from '../base/limits';
import type { Draft } from './draft';
import type { Send } from './send';

export function recordCode(draft: Draft, send: Send): void {
  if (send.purpose.kind !== 'token-request' || send.purpose.codeFp === null) return;
  const { codeFp } = send.purpose;
  const code = draft.get('code', codeFp);
  const known = code?.sends ?? [];
  draft.put('code', codeFp, {
    seenMs: code?.seenMs ?? null,
    stateFp: code?.stateFp ?? null,
    sends: appendCapped(known, send.id, MAX_CODE_SENDS),
  });
  if (known.length === 0 || send.endMs === null) return;
  // One answer decides what the other request was: all of them are judged again.
  for (const id of known) if (id !== send.id) draft.touch('send', id);
  noteCodeReuse(draft, listRealUses(draft, appendCapped(known, send.id, MAX_CODE_SENDS)));
}

/** The family that the code began, and the request that presented it again: after its redemption, or racing with it. */
function noteCodeReuse(draft: Draft, uses: readonly Send[]): void {
  const redeemed = uses.find(({ issued }) => issued.length > 0);
  const again = uses.find(
    (use) => use !== redeemed && use.endMs !== null && redeemed !== undefined && use.endMs > redeemed.startMs,
  );
  const chainId = redeemed?.issued.flatMap((id) => draft.get('token', id)?.chain ?? [])[0];
  const chain = draft.get('chain', chainId);
  if (chain === undefined || chain.codeReused !== null || again === undefined || again.endMs === null) return;
  draft.put('chain', chain.id, { ...chain, codeReused: { atMs: again.endMs, send: again.id } });
}

/** The code came by: in a redirect or at the app's callback page. */
export function noteCodeSight(draft: Draft, codeFp: Fingerprint, atMs: number, stateFp: Fingerprint | null): void {
  const code = draft.get('code', codeFp);
  draft.put('code', codeFp, {
    seenMs: Math.min(code?.seenMs ?? atMs, atMs),
    stateFp: code?.stateFp ?? stateFp,
    sends: code?.sends ?? [],
  });
}

const listRealUses = (draft: Draft, sends: readonly string[]): readonly Send[] =>
  sends.flatMap((id) => draft.get('send', id) ?? []).filter(isRealUse);

/**
 * A DPoP nonce retry sends the code again legitimately (T15); a request without an answer, or whose client was refused,
 * used nothing (T4); what a service worker answered never left (T6).
 */
export const isRealUse = (use: Send): boolean =>
  use.answer !== 'negotiation' &&
  use.failure === null &&
  use.endMs !== null &&
  use.source === 'network' &&
  use.error?.reading !== 'misconfigured';
