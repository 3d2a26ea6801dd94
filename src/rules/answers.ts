// Did the server honour what a request carried? (rules.md 2.6, 14.10)

import { isRejected } from '../engine/classify-answer';
import type { EndpointKey } from '../engine/ids';
import type { Send } from '../engine/send';
import { isEnforcing } from '../engine/servers';
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
  const isUnread = send.body === 'unavailable' || send.body === 'lost';
  return send.issued.length > 0 || isUnread || send.refresh !== null ? { isAccepted: true, isEnforced: true } : null;
}

/** By an endpoint's key, where its sends may be forgotten. */
export function isEnforcingEndpoint(look: Look, endpoint: EndpointKey): boolean {
  const url = endpoint.slice(endpoint.indexOf(' ') + 1);
  const pathAt = url.indexOf('/', url.indexOf('//') + 2);
  return isEnforcing(look.state, { endpoint, origin: url.slice(0, pathAt), pathTemplate: url.slice(pathAt) });
}

/** Token, refresh and revocation endpoints. */
const enforcesByNature = ({ purpose, refresh }: Send): boolean =>
  refresh !== null ||
  purpose.kind === 'token-request' ||
  purpose.kind === 'refresh-call' ||
  purpose.kind === 'revocation';
