// An app in one storage partition, and its documents and workers (rules.md 3.3, client and client context).

import type { Fingerprint } from '../base/brand';
import type { SetCookieFacts } from '../observation/credential';
import type { ContextId } from '../observation/request';
import type { ChainId, ClientId, RefreshId, SendId, TokenId } from './ids';

export type Rejection = { readonly send: SendId; readonly token: TokenId; readonly atMs: number };

/** An access token that a document received or sent, and when it first did. */
export type HeldToken = { readonly token: TokenId; readonly sinceMs: number };

export type ClientContext = {
  /** When the present document began to load; null for workers and for documents older than the observation. */
  readonly documentAtMs: number | null;
  /** Newest last. */
  readonly held: readonly HeldToken[];
  readonly rejections: readonly Rejection[];
  /** Refreshes of this context, newest last. */
  readonly refreshes: readonly RefreshId[];
};

export type CookieCandidate = {
  readonly fp: Fingerprint;
  readonly atMs: number;
  readonly chain: ChainId | null;
  readonly cookie: SetCookieFacts;
};

/** A refresh failed for good; the presentations and refusals that followed, as long as nobody signed in. */
export type DeadSession = {
  readonly refresh: RefreshId;
  /** From then on the old access token was over, too. */
  readonly sinceMs: number;
  readonly token: TokenId | null;
  readonly presentations: number;
  readonly rejections: number;
  readonly lastMs: number | null;
  /** Newest last. */
  readonly sends: readonly SendId[];
  /** A login page, a sign-in, a success or a logout. */
  readonly endedMs: number | null;
};

export type Client = {
  readonly id: ClientId;
  readonly origin: string;
  readonly partition: string;
  readonly contexts: Readonly<Record<ContextId, ClientContext>>;
  /** Newest access tokens of any context, newest last. */
  readonly accessTokens: readonly TokenId[];
  readonly refreshes: readonly RefreshId[];
  /** Families that began or were renewed here, newest last. */
  readonly chains: readonly ChainId[];
  /** Cookies learned as renewal credentials: name → newest value seen (rules.md 3.3). */
  readonly renewalCookies: Readonly<Record<string, TokenId>>;
  /** HttpOnly cookies set beside tokens: one of them may turn out to be the renewal credential. */
  readonly cookieCandidates: Readonly<Record<string, CookieCandidate>>;
  /** Top-level navigations to a login or authorization page, newest last. */
  readonly loginNavigationsMs: readonly number[];
  /** The app went to an authorization page and has not come back; and its returns that closely followed each other (3.7, redirect loop). */
  readonly authorizationAtMs: number | null;
  readonly authorizationTripsMs: readonly number[];
  readonly deadSession: DeadSession | null;
  /** Interactive sign-ins that issued tokens, newest last. */
  readonly signInsMs: readonly number[];
  /** Consecutive refresh → new token rejected cycles, reset by an accepted use (rules.md 3.7, success loop). */
  readonly successLoop: readonly RefreshId[];
  /** A silent authorization under way: its code, once seen, makes the next code grant a silent one. */
  readonly silentAuthorization: { readonly send: SendId; readonly codeFp: string | null } | null;
};
