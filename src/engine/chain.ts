// A family: the rotation tree that grows from one sign-in (rules.md 3.4).

import type { ContextId } from '../observation/request';
import type { ChainId, ClientId, EndpointKey, RefreshId, SendId, TokenId } from './ids';
import type { TokenIdentity } from './token';

export type RootKind = 'code' | 'password' | 'device' | 'login' | 'silent-authorization' | 'token-exchange' | 'unknown';

/**
 * E1: seen on both sides. E2: the cookie that was sent is hidden, the one that replaced it is not. E3 and E4: bridges over an
 * answer that nobody read, with and without an access token that shows whose answer it was.
 */
export type EdgeEvidence = 'E1' | 'E2' | 'E3' | 'E4';

export type Edge = {
  readonly from: TokenId;
  readonly to: TokenId;
  readonly evidence: EdgeEvidence;
  readonly refresh: RefreshId | null;
};

/** Guessed from what came next: no ground for saying that a token was replaced. */
export const isBridge = ({ evidence }: Edge): boolean => evidence === 'E3' || evidence === 'E4';

/** A line of the tree without forks; a fork's second child starts a new one. */
export type Branch = {
  readonly parent: TokenId | null;
  readonly head: TokenId;
  readonly headGeneration: number;
  /** Start of the last accepted refresh that moved the head; a branch that was not used after a fork is idle. */
  readonly lastRefreshMs: number | null;
};

export type Fork = {
  readonly parent: TokenId;
  readonly children: readonly TokenId[];
  readonly kind: 'grace' | 'open';
  /** Start of the refresh that split the chain, and how long before it the parent had been replaced. */
  readonly atMs: number;
  readonly sinceReplacedSec: number | null;
  /** The line that goes on and the one that began, as indexes into the chain's branches. */
  readonly branches: readonly number[];
};

export type LogoutEvent = {
  /** When its answer had come. */
  readonly atMs: number;
  readonly by: 'L1' | 'L2' | 'L3' | 'L4' | 'L5';
  readonly send: SendId;
  /** L1: the revoked tokens of this family. */
  readonly named: readonly TokenId[];
};

/** A token of the family was sent after its logout, and the server decided (rules.md 3.5). */
export type AfterLogout = {
  readonly send: SendId;
  readonly token: TokenId;
  readonly atMs: number;
  readonly isAccepted: boolean;
  /** At a refresh endpoint, as the credential that renews. */
  readonly isRenewal: boolean;
  /** Life left by its own exp; null when it claims none. */
  readonly leftSec: number | null;
  readonly endpoint: EndpointKey;
  readonly context: ContextId;
  readonly status: number | null;
  /** Another credential of the same request may have been the one that counted. */
  readonly isShared: boolean;
};

/** The family's first ID token: refreshed ones must agree with it (OIDC Core 12.2). */
export type FirstIdToken = {
  readonly token: TokenId;
  readonly identity: TokenIdentity;
  readonly authTimeSec: number | null;
  readonly iatSec: number | null;
  readonly atMs: number;
};

/** What ended the family, as far as the server's answers tell. */
export type ChainEnd = {
  readonly atMs: number;
  readonly refresh: RefreshId;
  readonly cause: 'reuse' | 'race' | 'logout' | 'code-reuse' | 'unknown';
};

/** The newest time that the session was seen accepted, and how old it was then. Noted at refreshes, else now and then. */
export type AgedUse = { readonly atMs: number; readonly ageSec: number; readonly token: TokenId };

/** One generation of the session credential, for the session's shape (rules.md 3.2). Server time, and when it came, local. */
export type Generation = { readonly issuedMs: number; readonly expiresMs: number; readonly atMs: number };

export type Chain = {
  readonly id: ChainId;
  readonly label: string;
  readonly client: ClientId | null;
  readonly rootKind: RootKind;
  readonly rootAtMs: number | null;
  readonly rootSend: SendId | null;
  /** Renewal credentials and access tokens in order of sight; the oldest may have been trimmed. */
  readonly credentials: readonly TokenId[];
  readonly accessTokens: readonly TokenId[];
  readonly edges: readonly Edge[];
  readonly trimmedEdges: number;
  readonly branches: readonly Branch[];
  readonly forks: readonly Fork[];
  readonly rotations: number;
  readonly logout: LogoutEvent | null;
  /** Newest last. */
  readonly afterLogout: readonly AfterLogout[];
  /** The first refused or named reuse, and a replayed authorization code: what may have ended the family. */
  readonly reuseRefused: { readonly atMs: number; readonly refresh: RefreshId; readonly isNamed: boolean } | null;
  /** One of several refreshes at once was refused: servers without grace may end the family for it. */
  readonly raceRefused: { readonly atMs: number; readonly refresh: RefreshId } | null;
  /** Refreshes that succeeded with other tokens of the family after the server had named a reuse; newest last. */
  readonly outlived: readonly { readonly refresh: RefreshId; readonly atMs: number }[];
  readonly codeReused: { readonly atMs: number; readonly send: SendId } | null;
  readonly end: ChainEnd | null;
  readonly generations: readonly Generation[];
  readonly authTimeSec: number | null;
  readonly agedUse: AgedUse | null;
  /** Scopes issued at the root, by audience: what a refresh must not exceed. */
  readonly granted: Readonly<Record<string, string>>;
  readonly firstIdToken: FirstIdToken | null;
  readonly issuer: string | null;
  readonly clientId: string | null;
  readonly dialect: string | null;
  /** A refresh succeeded but its body was not seen: the next unknown credential here may be its successor (E4). */
  readonly awaited: { readonly from: TokenId; readonly atMs: number; readonly refresh: RefreshId } | null;
};
