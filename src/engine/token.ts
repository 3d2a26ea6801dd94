// A credential as the engine knows it. Facts only: lifetime, phase and state are derived (lifetime.ts, select.ts).

import type { Fingerprint } from '../base/brand';
import type { Carrier } from '../observation/carrier';
import type { SetCookieFacts } from '../observation/credential';
import type { ContextId } from '../observation/request';
import type { TokenFormat } from '../token/decoded-token';
import type { RoleRow, Strength, TokenRole } from '../token/role';
import type { ChainId, EndpointKey, RefreshId, SendId, TokenId } from './ids';
import type { AnswerClass } from './send';

/** One presentation of a renewal credential at a refresh endpoint. */
export type Use = {
  readonly refresh: RefreshId;
  readonly startMs: number;
  /** When its answer's headers arrived, or when it failed; null while nothing was heard. */
  readonly endMs: number | null;
  /** No answer will come (network error): it does not supersede, and a repeat is a retry (T4). */
  readonly isLost: boolean;
  /** Resource, audience and scope asked for; repeats for another target are no repeats (T16). */
  readonly target: string;
  /** The new renewal credential that its answer issued. */
  readonly successor: TokenId | null;
  readonly isAccepted: boolean;
  /** The server refused it for good. */
  readonly isRefused: boolean;
  /** A sensor read the answer's body: only then does a missing successor mean that there is none. */
  readonly isBodyRead: boolean;
  /** Rotations to the head of its line at that moment. */
  readonly distance: number;
};

/** Who a token speaks of. In memory only: reports never print a subject. */
export type TokenIdentity = {
  readonly issuer: string | null;
  readonly subject: string | null;
  readonly clientId: string | null;
  readonly audience: readonly string[];
  readonly sessionId: string | null;
  readonly tenant: string | null;
  readonly hasActor: boolean;
};

/** Scopes are granted for an audience, and a token is replaced by one for the same; an opaque token names none. */
export const audienceKeyOf = ({ audience }: TokenIdentity): string => audience.join(' ');

/** Sends of an expired token that overlap or follow each other at once: they count as one (T3). */
export type ExpiredBurst = { readonly startMs: number; readonly endMs: number; readonly isRejected: boolean };

/** An answered presentation that a rule asks for later: its start, by server time as well where that is known. */
export type NotedUse = {
  readonly send: SendId;
  readonly atMs: number;
  readonly serverMs: number | null;
  readonly endpoint: EndpointKey;
  readonly context: ContextId;
  readonly answer: AnswerClass;
};

export type SoftExpiry = { readonly claim: string; readonly atSec: number };

export type Token = {
  readonly id: TokenId;
  readonly label: string;
  readonly bodyFp: Fingerprint | null;
  readonly format: TokenFormat;
  readonly algorithm: string | null;
  readonly type: string | null;
  readonly keyId: string | null;
  readonly identity: TokenIdentity;
  readonly scope: string | null;
  /** In memory only, like the identity: reports print a prefix at most. */
  readonly jti: string | null;
  readonly authTimeSec: number | null;
  readonly claimNames: readonly string[];

  readonly role: TokenRole;
  readonly roleStrength: Strength;
  readonly roleRow: RoleRow;
  /** Issued as one kind, used as another: keep both (rules.md 2.5). */
  readonly issuedRole: TokenRole | null;
  readonly usedRole: TokenRole | null;

  /** NumericDates as read by token/time-claims.ts, in seconds of server time. */
  readonly iatSec: number | null;
  readonly nbfSec: number | null;
  readonly expSec: number | null;
  readonly soft: SoftExpiry | null;
  /** expires_in and its kin; 0 means announced as unbounded. */
  readonly announcedSec: number | null;
  /** Issuance, when it was seen: local clock, and the server's own (its Date, or local plus skew). */
  readonly issuedAtMs: number | null;
  readonly issuedServerMs: number | null;
  readonly issuedBy: SendId | null;
  readonly cookie: SetCookieFacts | null;
  /** Thumbprint of the key whose proof came with the request that it was issued to; null when none did. */
  readonly issuedToKey: string | null;
  /** DPoP proofs only: where its uses are kept (state.proof). */
  readonly proofKey: string | null;
  /** ID tokens only: fingerprint of their nonce. */
  readonly nonceFp: Fingerprint | null;
  /** Thumbprint of the key it is bound to (cnf.jkt), 'x5t#S256' for a certificate, 'announced' for token_type DPoP. */
  readonly boundTo: string | null;

  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  readonly presentations: number;
  readonly presentationsAfterExpiry: number;
  readonly expiredBursts: readonly ExpiredBurst[];
  readonly accepted: number;
  readonly rejected: number;
  readonly lastAcceptedMs: number | null;
  /** Origins that accepted it: what another says of it is no word on these. */
  readonly acceptedBy: readonly string[];
  readonly firstRejectedMs: number | null;
  /** Presentations that came with a proof of the key it is bound to. */
  readonly provenPresentations: number;
  /** Presentations after the soft expiry, at endpoints that do not renew it; accepted ones are kept longest. */
  readonly softUses: readonly NotedUse[];
  readonly carriers: readonly Carrier[];
  readonly origins: readonly string[];
  readonly contexts: readonly ContextId[];
  /** Endpoints that it was presented to. */
  readonly endpoints: readonly EndpointKey[];
  readonly chain: ChainId | null;

  /** A newer token of the same kind, audience and client replaced it at this moment. */
  readonly replacedBy: TokenId | null;
  readonly replacedAtMs: number | null;
  /** Presentations by the client that had been given its successor, later than requests under way could be; newest last. */
  readonly lateUses: readonly NotedUse[];
  /** A renewal credential was refused for good; an access token was refused and not accepted since. */
  readonly refusedAtMs: number | null;

  /** Renewal credentials only: place in the rotation tree, and every presentation at a refresh endpoint (newest last). */
  readonly generation: number;
  readonly branch: number;
  readonly uses: readonly Use[];
};

/** When it was issued, where that was seen; else when it was first seen. By the local clock. */
export const findBirthMs = ({ issuedAtMs, firstSeenMs }: Pick<Token, 'issuedAtMs' | 'firstSeenMs'>): number =>
  issuedAtMs ?? firstSeenMs;
