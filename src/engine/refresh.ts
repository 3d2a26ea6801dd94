// A refresh event (rules.md 3.3) and where its renewal credential stood (4.1).

import type { ErrorReading } from '../observation/answer';
import type { ContextId } from '../observation/request';
import type { ChainId, ClientId, EndpointKey, RefreshId, SendId, TokenId } from './ids';
import type { Send } from './send';

export type RefreshType =
  | 'rt_grant'
  | 'rt_custom'
  | 'rt_cookie'
  | 'rt_bearer'
  | 'silent_authz'
  | 'sliding_reissue'
  | 'self_renew';

export type Trigger =
  | 'proactive'
  | 'reactive.expired'
  | 'reactive.soft'
  | 'reactive.premature'
  | 'late'
  | 'on_load'
  | 'early'
  | 'scheduled'
  | 'unknown';

export type Position = 'P0' | 'P1' | 'P2' | 'P3' | 'P4' | 'P5' | 'P6' | 'P7';
export type RefreshAnswer = 'A+' | 'A=' | 'A0' | 'Rr' | 'Rg' | 'Rx';
export type RefreshOutcome = 'success' | 'failure.terminal' | 'failure.transient' | 'negotiation' | 'unknown';

export type Refresh = {
  readonly id: RefreshId;
  readonly label: string;
  readonly send: SendId;
  readonly startMs: number;
  readonly endMs: number | null;
  readonly endpoint: EndpointKey;
  readonly context: ContextId;
  readonly client: ClientId | null;
  /** The first of the client's refreshes that followed each other within a minute: tells one loop or storm from the next. */
  readonly sequence: RefreshId;
  readonly type: RefreshType;
  readonly trigger: Trigger;
  /** Life left of the access token that it renews, at request start, by server time. */
  readonly remainingSec: number | null;
  /** That access token. */
  readonly renewed: TokenId | null;
  readonly position: Position | null;
  readonly generationDistance: number | null;
  /** Seconds since the presented credential had been replaced; null when it had not. */
  readonly sinceReplacedSec: number | null;
  readonly answer: RefreshAnswer | null;
  readonly outcome: RefreshOutcome;
  /** Null unless it failed. */
  readonly isResolved: boolean | null;
  /** A top-level navigation to a login or authorization page came before the first accepted use of the new token. */
  readonly isInterrupted: boolean;
  /** Its new token was accepted, or, for a failure, another refresh made it good: nobody had to sign in. */
  readonly isSettledSilently: boolean;
  readonly presented: TokenId | null;
  readonly issued: readonly TokenId[];
  /** Sends refused for authentication that led to it, and which of them were sent again with the new token. */
  readonly unauthorized: readonly SendId[];
  readonly retried: readonly SendId[];
  readonly status: number | null;
  readonly errorCode: string | null;
  readonly reading: ErrorReading | null;
  readonly repeatCause: string | null;
  readonly target: string;
  readonly dialect: string | null;
  readonly chain: ChainId | null;
};

/** Where no dialect is recognised: FAPI 2.0 asks of each client that it authenticates and proves its key (rules.md 9). */
export const dialectOf = ({ dialect, isClientAuthenticated, proof }: Send): string | null =>
  dialect ?? (isClientAuthenticated && proof !== null ? 'fapi-2.0' : null);

/**
 * One token in both roles was replaced by its own successor. It works as long as it says: nothing obliges a server to end it
 * for that (rules.md 3.5).
 */
export const isSelfRenewal = ({ type }: Pick<Refresh, 'type'>): boolean =>
  type === 'self_renew' || type === 'sliding_reissue';

/** Nobody knows whether it brought a new renewal credential. */
export const isUnread = ({ outcome, answer }: Refresh): boolean =>
  outcome === 'unknown' || (outcome === 'success' && answer === null);

/** A token that an ordinary answer replaced was sent to be used, not spent: it has no place among refresh tokens. */
export const isSpending = ({ type }: Pick<Refresh, 'type'>): boolean => type !== 'sliding_reissue';
