// Presentations that rules ask for when the sends themselves may be forgotten: past a soft expiry, of a replaced token.

import { MAX_NOTED_USES } from '../base/limits';
import { asksForTokens, isEnding, type Purpose } from '../observation/request';
import { isRejected } from './classify-answer';
import { findSkewMs } from './clock';
import type { Draft } from './draft';
import type { Send } from './send';
import type { NotedUse, Token } from './token';

/** Where a token may go when it is past its time: there it is renewed, ended or asked about. */
const isClosing = (purpose: Purpose): boolean =>
  asksForTokens(purpose) || isEnding(purpose) || purpose.kind === 'introspection';

/** The token with this answered send among its noted uses, where it belongs there. A send that is answered anew moves. */
export function noteUses(draft: Draft, token: Token, send: Send): Token {
  if (token.soft === null && token.replacedAtMs === null) return token;
  if (send.refresh !== null || isClosing(send.purpose) || send.answer === null) return token;
  if (send.answer !== 'accepted' && !isRejected(send.answer)) return token;
  const serverMs = readStartServerMs(send) ?? estimateServerMs(draft, token, send);
  const use = {
    send: send.id,
    atMs: send.startMs,
    serverMs,
    endpoint: send.endpoint,
    context: send.context,
    answer: send.answer,
  };
  const isPastSoft =
    token.soft !== null && serverMs !== null && serverMs > token.soft.atSec * 1000 && !isRefreshEndpoint(draft, send);
  return {
    ...token,
    softUses: isPastSoft ? addUse(token.softUses, use) : token.softUses,
    lateUses: isLate(draft, token, send)
      ? [...without(token.lateUses, use), use].slice(-MAX_NOTED_USES)
      : token.lateUses,
  };
}

/** An answer that is long in coming is dated when it comes; its token was judged when the request arrived. */
function readStartServerMs({ serverDateMs, startMs, endMs }: Send): number | null {
  return serverDateMs === null ? null : serverDateMs - Math.max(0, (endMs ?? startMs) - startMs);
}

function estimateServerMs(draft: Draft, token: Token, send: Send): number | null {
  const { skewMs, isVerified } = findSkewMs(draft.view, token);
  return isVerified ? send.startMs + skewMs : null;
}

const isRefreshEndpoint = (draft: Draft, send: Send): boolean =>
  draft.get('endpoint', send.endpoint)?.isRefresh === true;

/** By the client that was given the successor, and not merely under way when that arrived (rules.md 3.5). */
function isLate(draft: Draft, token: Token, send: Send): boolean {
  if (token.replacedAtMs === null || token.replacedBy === null) return false;
  if (send.startMs - token.replacedAtMs < draft.thresholds['superseded.margin'] * 1000) return false;
  const successor = draft.get('token', token.replacedBy);
  const refresh = draft.get('refresh', successor?.issuedBy);
  return refresh !== undefined && refresh.client === send.client;
}

/** A full list drops its oldest refused use; a list of accepted ones stays as it is. */
function addUse(uses: readonly NotedUse[], use: NotedUse): readonly NotedUse[] {
  const others = without(uses, use);
  if (others.length < MAX_NOTED_USES) return [...others, use];
  const dropped = others.findIndex(({ answer }) => answer !== 'accepted');
  return dropped < 0 ? others : [...others.filter((_, index) => index !== dropped), use];
}

const without = (uses: readonly NotedUse[], use: NotedUse): readonly NotedUse[] =>
  uses.filter(({ send }) => send !== use.send);
