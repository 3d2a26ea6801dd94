// Did the server honour what a request carried? (rules.md 2.6, 14.10)

import { isRejected } from '../engine/classify-answer';
import { splitEndpoint } from '../engine/endpoint';
import type { EndpointKey } from '../engine/ids';
import { isBodyUnread, type Send } from '../engine/send';
import { isEnforcing } from '../engine/servers';
import { asksForTokens } from '../observation/request';
import type { Look } from './rule';

export type ServerVerdict = {
  readonly isAccepted: boolean;
  /** The endpoint has refused others, or enforces by nature; elsewhere an acceptance may mean nothing (T19). */
  readonly isEnforced: boolean;
};

/** Null while no answer decides: none came, it was ambiguous, or it only asked for something more. */
export function readServerVerdict(look: Look, send: Send): ServerVerdict | null {
  if (isRejected(send.answer)) return { isAccepted: false, isEnforced: true };
  if (send.answer !== 'accepted') return null;
  if (!enforcesByNature(send)) return { isAccepted: true, isEnforced: isEnforcing(look.state, send) };
  return send.issued.length > 0 || isBodyUnread(send) || send.refresh !== null
    ? { isAccepted: true, isEnforced: true }
    : null;
}

/** By an endpoint's key, where its sends may be forgotten. */
export function isEnforcingEndpoint(look: Look, endpoint: EndpointKey): boolean {
  return isEnforcing(look.state, { endpoint, ...splitEndpoint(endpoint) });
}

/** It refused somebody, and its template stands for no other path: that it asks for a credential there was seen itself. */
export const isKnownToRefuse = (look: Look, endpoint: EndpointKey): boolean =>
  hasRefused(look, endpoint) && !endpoint.includes('/:');

export const hasRefused = (look: Look, endpoint: EndpointKey): boolean =>
  (look.state.endpoint.get(endpoint)?.rejections ?? 0) > 0;

/** Token, refresh and revocation endpoints. */
const enforcesByNature = ({ purpose, refresh }: Send): boolean =>
  refresh !== null || asksForTokens(purpose) || purpose.kind === 'revocation';
