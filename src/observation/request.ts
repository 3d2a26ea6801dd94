// What a request says about itself, without secrets.

import type { Fingerprint } from '../base/brand';

/** Grants of a token endpoint (RFC 6749 and extensions); 'other' keeps unknown ones apart from a refresh. */
export type Grant =
  | 'refresh_token'
  | 'authorization_code'
  | 'password'
  | 'client_credentials'
  | 'device_code'
  | 'token-exchange'
  | 'other';

/** What the request is for, judged by content first and by its path only to break ties (dialects.md 2.4, 2.5, 2.7). */
export type Purpose =
  | { readonly kind: 'token-request'; readonly grant: Grant; readonly codeFp: Fingerprint | null }
  /** A refresh that is no OAuth grant: by a token named so, a GraphQL mutation, or the path alone, which may name a session too. */
  | { readonly kind: 'refresh-call'; readonly by: 'token' | 'graphql' | 'path' | 'session-path' }
  /** A JSON or form sign-in: it may issue, and presents no credential of a session. */
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'revocation' }
  /**
   * L2: navigation to an end-session endpoint; L3: unsafe request to a logout path (rules.md 3.6); `reading`: a script's
   * GET to one, which ends something only where its answer clears cookies (dialects.md 3.22).
   */
  | { readonly kind: 'logout'; readonly by: 'navigation' | 'request' | 'reading' }
  | {
      readonly kind: 'authorization';
      readonly isSilent: boolean;
      readonly nonceFp: Fingerprint | null;
      readonly stateFp: Fingerprint | null;
    }
  /** The redirect back to the app that carries a code. */
  | { readonly kind: 'callback'; readonly codeFp: Fingerprint; readonly stateFp: Fingerprint | null }
  | { readonly kind: 'login-page' }
  | { readonly kind: 'introspection' }
  | { readonly kind: 'other' };

/** By any grant or call. */
export const asksForTokens = ({ kind }: Purpose): boolean => kind === 'token-request' || kind === 'refresh-call';

export const isRefreshing = (purpose: Purpose): boolean =>
  purpose.kind === 'refresh-call' || (purpose.kind === 'token-request' && purpose.grant === 'refresh_token');

/** Taken for a refresh by its path alone: only its answer shows whether it is one. */
export const isCallByPath = (purpose: Purpose): boolean =>
  purpose.kind === 'refresh-call' && (purpose.by === 'path' || purpose.by === 'session-path');

export const isEnding = ({ kind }: Purpose): boolean => kind === 'revocation' || kind === 'logout';

const ABOUT_SESSION: ReadonlySet<Purpose['kind']> = new Set([
  'logout',
  'revocation',
  'introspection',
  'authorization',
  'login-page',
  'sign-in',
]);
/**
 * It begins, ends or asks about a session: it carries its tokens by right, and its answer speaks of a password or of another
 * credential, or is alike whatever is sent.
 */
export const isAboutSession = ({ kind }: Purpose): boolean => ABOUT_SESSION.has(kind);

/** tab:N, page:REF, worker, service-worker, unknown: the words of report.schema.json. */
export type ContextId = string;

export type ResourceType = 'document' | 'subframe' | 'fetch' | 'websocket' | 'ping' | 'other';

/** The DPoP proof of a request: facts and checks that need the raw values are made before they are dropped (RFC 9449 4.3). */
export type DpopProof = {
  readonly fp: Fingerprint;
  readonly jtiFp: Fingerprint | null;
  /** JWK thumbprint (RFC 7638) of the proof's key. */
  readonly jkt: string | null;
  readonly iatSec: number | null;
  readonly hasNonce: boolean;
  /** Checks that failed; empty for a proof that fits its request. */
  readonly mismatches: readonly string[];
};
