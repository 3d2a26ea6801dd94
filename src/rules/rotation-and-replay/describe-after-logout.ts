// What the two rules about uses after a logout share: which uses count, and how they are told.

import { writeRoughSpan } from '../../base/write-duration';
import type { AfterLogout, Chain, LogoutEvent } from '../../engine/chain';
import { labelOf, sendOf, tokenOf } from '../facts';
import type { Evidence } from '../finding';
import type { Look } from '../rule';

const EVENTS: Readonly<Record<LogoutEvent['by'], string>> = {
  L1: 'the revocation of a token was requested',
  L2: 'the browser went to the end of the session',
  L3: 'a logout was requested',
  L4: 'the server told the browser to clear its data',
  L5: 'the server cleared its cookies',
};
const MAX_SHOWN = 10;

/**
 * The uses that the logout forbids. Who revokes an access token alone has not ended the refresh token (RFC 7009 2.1: the
 * server may, it need not): then only uses of that token count.
 */
export function listForbiddenUses(look: Look, { logout, afterLogout }: Chain): readonly AfterLogout[] {
  if (logout === null) return [];
  const isOnlyAccess = logout.by === 'L1' && logout.named.every((id) => tokenOf(look, id)?.role === 'access');
  const marginMs = look.policy.thresholds['logout.margin'] * 1000;
  // Noted as their answers came.
  const inOrder = [...afterLogout].sort((a, b) => a.atMs - b.atMs);
  const late = inOrder.filter((use) => use.atMs >= logout.atMs + marginMs);
  return isOnlyAccess ? late.filter((use) => logout.named.includes(use.token)) : late;
}

/** "after …": what happened, not what the server did about it (RFC 7009 answers 200 to anything). */
export const describeLogout = ({ by }: LogoutEvent): string => EVENTS[by];

export function listLogoutEvidence(look: Look, logout: LogoutEvent, uses: readonly AfterLogout[]): readonly Evidence[] {
  const send = sendOf(look, logout.send);
  const where = send === undefined ? '' : ` (${send.endpoint} answered ${send.status})`;
  const shown = uses.slice(-MAX_SHOWN);
  return [
    { atMs: logout.atMs, what: `${EVENTS[logout.by]} [${logout.by}]${where}` },
    ...shown.map((use) => ({ send: use.send, atMs: use.atMs, what: describeUse(look, logout, use) })),
    ...(uses.length > shown.length ? [{ atMs: logout.atMs, what: `${uses.length - shown.length} earlier uses` }] : []),
  ];
}

function describeUse(look: Look, logout: LogoutEvent, use: AfterLogout): string {
  const laterSec = (use.atMs - logout.atMs) / 1000;
  const left = use.leftSec === null || use.leftSec <= 0 ? '' : `, ${writeRoughSpan(use.leftSec)} left by its exp`;
  const verdict = use.isAccepted ? 'accepted' : 'refused';
  return `${writeRoughSpan(laterSec)} later ${use.context} sent ${labelOf(look, use.token)} to ${use.endpoint}: ${verdict} (${use.status})${left}`;
}

/** For rules that ask what came after a logout. */
export const explainNoLogout = ({ state }: Look): string | null =>
  state.chain.size > 0 && [...state.chain.values()].every(({ logout }) => logout === null)
    ? 'no logout was observed (a logout without a request to the server cannot be)'
    : null;
