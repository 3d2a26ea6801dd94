// A chain in words: how it began, how it stands, what ended it. Neutral: what the server answered, not what anyone meant.

import type { Chain, ChainEnd, EdgeEvidence, LogoutEvent, RootKind } from '../../engine/chain';
import { ROOT_NAMES } from '../../report/state-words';
import { tellEndCause } from './end-words';

export function tellRoot(kind: RootKind): string {
  const name = ROOT_NAMES[kind];
  return name === null ? 'its beginning was not seen' : `began with ${name}`;
}

export const EVIDENCE_PHRASES: Readonly<Record<EdgeEvidence, string>> = {
  E1: 'E1 confirmed: the request carried the old credential and its answer the new one',
  E2: 'E2 likely: a renewal cookie was replaced, its value hidden',
  E3: 'E3 likely: joined by session id or claims',
  E4: 'E4 possible: only inferred, no issuance was seen',
};

const LOGOUT_PHRASES: Readonly<Record<LogoutEvent['by'], string>> = {
  L1: 'the token was given up at the revocation endpoint',
  L2: 'the end-session page was opened',
  L3: 'a logout request was accepted',
  L4: 'the server told the browser to clear its data',
  L5: 'all sign-in cookies were deleted',
};

function tellEnd(end: ChainEnd): string {
  const cause = tellEndCause(end);
  const refused = 'ended: the newest refresh token was refused';
  return cause === null ? `${refused}; the cause was not seen` : `${refused} after ${cause}`;
}

export type ChainEnding = { readonly atMs: number; readonly text: string };

/** How the chain ended, in order of time; empty while it has not. */
export function listEndings(chain: Chain): readonly ChainEnding[] {
  const endings: ChainEnding[] = [];
  if (chain.logout !== null)
    endings.push({ atMs: chain.logout.atMs, text: `logged out: ${LOGOUT_PHRASES[chain.logout.by]}` });
  if (chain.end !== null) endings.push({ atMs: chain.end.atMs, text: tellEnd(chain.end) });
  return endings.sort((a, b) => a.atMs - b.atMs);
}
