// What is known of servers: endpoints that enforce authentication, and clocks.

import type { ChainId, EndpointKey, SendId, TokenId } from './ids';

/** What a key is made of: `METHOD origin/path-template`. */
export function splitEndpoint(key: EndpointKey) {
  const methodEnd = key.indexOf(' ');
  const address = key.slice(methodEnd + 1);
  const originEnd = address.indexOf('/', address.indexOf('//') + 2);
  const [origin, pathTemplate] =
    originEnd < 0 ? [address, '/'] : [address.slice(0, originEnd), address.slice(originEnd)];
  return { method: key.slice(0, methodEnd), address, origin, pathTemplate };
}

export type Endpoint = {
  readonly key: EndpointKey;
  readonly rejections: number;
  /** It answered a refresh once (dialects.md 2.5 only breaks ties). */
  readonly isRefresh: boolean;
  /** Newest sends, newest last: how often it is called. */
  readonly recentSends: readonly SendId[];
};

/** One reading of a server's clock: server minus local, with its error (rules.md 3.8). */
export type ClockSample = { readonly atMs: number; readonly offsetMs: number; readonly errorMs: number };

/** How a server's clock was read: by `Date`, by the `iat` of a token that it had just issued, or not at all. */
export type ClockMethod = 'date-header' | 'iat' | 'unverified';

/** A refresh in time by the local clock only; a token refused as expired, or accepted, against the local clock. */
export type ClockConflict = {
  readonly atMs: number;
  readonly kind: 'early' | 'late' | 'refused' | 'accepted';
  readonly token: TokenId | null;
};

export type Server = {
  readonly origin: string;
  readonly clock: readonly ClockSample[];
  readonly clockMethod: ClockMethod;
  /** The first time that the difference to the local clock was felt; null while it never was. */
  readonly clockConflict: ClockConflict | null;
  /** First path segments under which a WWW-Authenticate was seen; makes their endpoints enforcing (rules.md 2.6). */
  readonly challengedSegments: readonly string[];
  /**
   * Accepted sends, newest last, to be judged again: to endpoints that never refused any, once they show that they do; of its
   * tokens past their end elsewhere, once the local clock shows that it was set.
   */
  readonly suspects: readonly SendId[];
  /** The origin challenged for, or accepted, DPoP. */
  readonly knowsDpop: boolean;
  /** It named `jti` in a refusal: it keeps account of them. */
  readonly namesJti: boolean;
  /** Newest DPoP proofs sent here, newest last: only these are kept among the tokens. */
  readonly proofs: readonly TokenId[];
  /** Families that this origin issued or renewed, newest last. */
  readonly chains: readonly ChainId[];
};
