// Values that should occur once: proofs, nonces, states, token identifiers (rules.md 3.5). Where each was seen is kept in
// small entities of their own, so that a repeat is found without walking through history.

import type { Fingerprint } from '../base/brand';
import { appendCapped, moveToEnd } from '../base/capped-list';
import { MAX_ONCE_SENDS, MAX_ONCE_TOKENS, MAX_PROOFS } from '../base/limits';
import type { DpopProof } from '../observation/request';
import type { Draft } from './draft';
import type { Send } from './send';
import { readServer } from './servers';
import type { Token } from './token';

/** One identifier under one key is one proof, however often it was signed; a proof without them is known by its text. */
export const proofKeyOf = ({ jkt, jtiFp, fp }: DpopProof): string =>
  jkt === null || jtiFp === null ? fp : `${jkt} ${jtiFp}`;

export const jtiKeyOf = (issuer: string, jti: string): string => `jti ${issuer} ${jti}`;
export const nonceKeyOf = (nonce: Fingerprint): string => `nonce ${nonce}`;
export const stateKeyOf = (state: Fingerprint): string => `state ${state}`;

/** Notes what a request shows that should be seen once. Safe to call again for another sensor's view of it. */
export function recordOnce(draft: Draft, send: Send): void {
  if (send.proof !== null) noteProof(draft, send, send.proof);
  if (send.purpose.kind !== 'authorization') return;
  const { nonceFp, stateFp } = send.purpose;
  if (nonceFp !== null) noteSend(draft, nonceKeyOf(nonceFp), send);
  if (stateFp !== null) noteSend(draft, stateKeyOf(stateFp), send);
}

export type TokenNames = { readonly issuer: string | null; readonly jti: string | null; readonly bodyFp: Fingerprint };

/** What names a JWT whatever its signature: its identifier; of one that has none, header and payload themselves. */
const nameKeyOf = ({ issuer, jti, bodyFp }: TokenNames): string =>
  issuer !== null && jti !== null ? jtiKeyOf(issuer, jti) : `body ${bodyFp}`;

/**
 * The token whose header and payload these are under another signature: the same, encoded once more (ECDSA signatures are
 * malleable, rules.md 2.4).
 */
export const findReencoded = (draft: Draft, names: TokenNames): Token | undefined =>
  draft
    .get('once', nameKeyOf(names))
    ?.tokens.flatMap((id) => draft.get('token', id) ?? [])
    .find(({ bodyFp }) => bodyFp === names.bodyFp);

/** Called when a token is first seen. Of proofs there is one per request, and of a JWE the payload is not in its body. */
export function noteTokenIdentifier(draft: Draft, { id, format, role, bodyFp, jti, identity }: Token): void {
  if (format !== 'jws' || role === 'dpop-proof' || bodyFp === null) return;
  const key = nameKeyOf({ issuer: identity.issuer, jti, bodyFp });
  const known = draft.get('once', key) ?? { sends: [], tokens: [] };
  if (known.tokens.length < MAX_ONCE_TOKENS) draft.put('once', key, { ...known, tokens: [...known.tokens, id] });
}

function noteSend(draft: Draft, key: string, send: Send): void {
  const known = draft.get('once', key) ?? { sends: [], tokens: [] };
  draft.put('once', key, { ...known, sends: appendCapped(known.sends, send.id, MAX_ONCE_SENDS) });
}

function noteProof(draft: Draft, send: Send, proof: DpopProof): void {
  const key = proofKeyOf(proof);
  draft.put('proof', key, { sends: appendCapped(draft.get('proof', key)?.sends ?? [], send.id, MAX_ONCE_SENDS) });
  draft.patch('token', proof.fp, { proofKey: key });
  const server = readServer(draft, send.origin);
  const proofs = moveToEnd(server.proofs, proof.fp, MAX_PROOFS);
  for (const id of server.proofs) if (!proofs.includes(id)) forget(draft, id);
  if (proofs !== server.proofs) draft.put('server', send.origin, { ...server, proofs });
}

function forget(draft: Draft, id: Fingerprint): void {
  draft.remove('token', id);
  draft.remove('claims', id);
}
