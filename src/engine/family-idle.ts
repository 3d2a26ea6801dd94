// How long a family had been at rest when one of its tokens is presented: an idle timeout shorter than that would have
// ended it (rules.md 3.2).

import type { RequestSent } from '../observation/observation';
import type { Draft } from './draft';
import type { Token } from './token';

/** Shorter rests are ordinary use; nobody asks for them. */
const MIN_IDLE_MS = 60_000;
/** Of a long family only the newest members are still about. */
const RECENT = 8;

/** Seconds since any token of the presented families was seen, or null when that was just now, or never. Asked before the request is noted. */
export function measureIdleSec(draft: Draft, sent: RequestSent): number | null {
  let lastMs: number | null = null;
  for (const { fp } of [...sent.credentials, ...sent.cookies]) {
    const token = draft.get('token', fp);
    if (token === undefined || token.role === 'publishable-key') continue;
    if (isRecent(token, sent.atMs)) return null;
    lastMs = Math.max(lastMs ?? 0, token.lastSeenMs, findLastOfFamily(draft, token));
  }
  return lastMs === null || sent.atMs - lastMs < MIN_IDLE_MS ? null : (sent.atMs - lastMs) / 1000;
}

const isRecent = (token: Token, atMs: number): boolean => atMs - token.lastSeenMs < MIN_IDLE_MS;

function findLastOfFamily(draft: Draft, token: Token): number {
  const chain = draft.get('chain', token.chain);
  const members = [...(chain?.accessTokens.slice(-RECENT) ?? []), ...(chain?.credentials.slice(-RECENT) ?? [])];
  return members.reduce((lastMs, id) => Math.max(lastMs, draft.get('token', id)?.lastSeenMs ?? 0), 0);
}
