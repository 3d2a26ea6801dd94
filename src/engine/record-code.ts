// An authorization code is good for one use (RFC 6749 4.1.2): a second one may end the family that the first began.

import type { Fingerprint } from '../base/brand';
import type { Draft } from './draft';
import { appendCapped } from './log';
import type { Send } from './send';

const MAX_SENDS = 8;

export function recordCode(draft: Draft, send: Send): void {
  if (send.purpose.kind !== 'token-request' || send.purpose.codeFp === null) return;
  const { codeFp } = send.purpose;
  const code = draft.get('code', codeFp);
  const known = code?.sends ?? [];
  draft.put('code', codeFp, { seenMs: code?.seenMs ?? null, stateFp: code?.stateFp ?? null, sends: appendCapped(known, send.id, MAX_SENDS) });
  const first = listRealUses(draft, known).find((use) => use.id !== send.id && use.startMs <= send.startMs);
  if (first === undefined || send.answer === 'negotiation' || send.failure !== null || send.endMs === null) return;
  const chainId = first.issued.flatMap((id) => draft.get('token', id)?.chain ?? [])[0];
  const chain = chainId === undefined ? undefined : draft.get('chain', chainId);
  if (chain !== undefined && chain.codeReused === null) draft.put('chain', chain.id, { ...chain, codeReused: { atMs: send.endMs, send: send.id } });
}

/** The code came by: in a redirect or at the app's callback page. */
export function noteCodeSight(draft: Draft, codeFp: Fingerprint, atMs: number, stateFp: Fingerprint | null): void {
  const code = draft.get('code', codeFp);
  draft.put('code', codeFp, { seenMs: Math.min(code?.seenMs ?? atMs, atMs), stateFp: code?.stateFp ?? stateFp, sends: code?.sends ?? [] });
}

/** A DPoP nonce retry sends the code again legitimately (T15); a request without an answer used nothing (T4). */
export const listRealUses = (draft: Pick<Draft, 'get'>, sends: readonly string[]): readonly Send[] =>
  sends.flatMap((id) => draft.get('send', id) ?? []).filter((use) => use.answer !== 'negotiation' && use.failure === null && use.endMs !== null);
