// The engine's whole state: maps of small, immutable, JSON-ready entities. Nothing here depends on "now".

import type { Fingerprint } from '../base/brand';
import type { Sensor } from '../observation/observation';
import type { DecodedToken } from '../token/decoded-token';
import type { Chain } from './chain';
import type { Client } from './client';
import type { Endpoint, Server } from './endpoint';
import type { Gap } from './gaps';
import type { ClientId, SendId, TokenId } from './ids';
import type { Refresh } from './refresh';
import type { Send } from './send';
import type { Token } from './token';

export type Fault = { readonly atMs: number; readonly where: string; readonly reason: string };

/** The single entity of kind 'log': counters and what happened to the observation itself. */
export type Log = {
  readonly seq: number;
  /** Last number given per label prefix: AT, RT, ID, JWT, PROOF, KEY, C, R. */
  readonly labels: Readonly<Record<string, number>>;
  readonly fromMs: number | null;
  readonly toMs: number | null;
  /** Those that were the first to tell of a send: only their sends can have another sensor's view. */
  readonly sensors: readonly Sensor[];
  /** Wire sends observed, after merging sensors. */
  readonly exchanges: number;
  /** Sends whose answer body was read; tells whether bodies are seen at all. */
  readonly bodiesRead: number;
  readonly gaps: readonly Gap[];
  readonly faults: readonly Fault[];
  readonly faultCount: number;
  /** Entities dropped to keep the bounds of retain.ts. */
  readonly trimmed: number;
};

/** When a code was first seen on its way to the app, and who redeemed it: twice is a replay (RFC 6749 4.1.2). */
export type CodeUse = {
  readonly seenMs: number | null;
  /** The state beside which it came by: leads to the authorization request that asked for it. */
  readonly stateFp: Fingerprint | null;
  readonly sends: readonly SendId[];
};

/** Requests that carried one DPoP proof, or proofs with one identifier and key; newest last. */
export type ProofUse = { readonly sends: readonly SendId[] };

/** A value that should occur once (a nonce, a state, a token's identifier): the requests and the tokens that showed it. */
export type OnceUse = { readonly sends: readonly SendId[]; readonly tokens: readonly TokenId[] };

/** Sends of one URL that one sensor saw begin in one second: there another sensor's view of one of them looks for it. */
export type Sight = {
  readonly sends: readonly SightedSend[];
  /** Of these, the ones that were trimmed before they were answered. */
  readonly unanswered?: readonly SendId[] | undefined;
};

/** `inHeader`: its `Authorization`, for when nothing else of it is kept. */
export type SightedSend = { readonly id: SendId; readonly inHeader: readonly TokenId[] };

export type Entities = {
  readonly log: Log;
  readonly token: Token;
  /** Header and payload for the detail view; memory only, capped apart from the token. */
  readonly claims: DecodedToken;
  readonly send: Send;
  readonly refresh: Refresh;
  readonly chain: Chain;
  readonly client: Client;
  readonly endpoint: Endpoint;
  readonly server: Server;
  readonly code: CodeUse;
  readonly proof: ProofUse;
  readonly once: OnceUse;
  readonly sight: Sight;
  /** Which clients a tab or worker has shown. */
  readonly context: { readonly clients: readonly ClientId[] };
  /** SendRef → SendId: the names that further sensors gave to a send (engine/find-send-id.ts). */
  readonly alias: SendId;
};

export type EntityKind = keyof Entities;

export type State = { readonly [Kind in EntityKind]: ReadonlyMap<string, Entities[Kind]> };

/** A state as whoever made it holds it (createState): it writes there, and shows it to others as a State. */
export type OwnState = { readonly [Kind in EntityKind]: Map<string, Entities[Kind]> };

/** What reports and panels are told of a state. The rest are names and one-time values, which only the fold looks up. */
export type ToldState = Pick<State, ToldKind>;

/** All that a selector needs of a state: look-ups by id. A State is one; so is a draft. */
export type StateView = { readonly [Kind in EntityKind]: { get(id: string): Entities[Kind] | undefined } };

export type ToldView = Pick<StateView, ToldKind>;

/** What one observation changed: whole entities, or null where one was trimmed. Idempotent to apply. */
export type Changes = { readonly [Kind in EntityKind]?: ReadonlyMap<string, Entities[Kind] | null> };

export const TOLD_KINDS = [
  'log',
  'token',
  'claims',
  'send',
  'refresh',
  'chain',
  'client',
  'endpoint',
  'server',
  'context',
] as const satisfies readonly EntityKind[];

export const ENTITY_KINDS = [
  ...TOLD_KINDS,
  'code',
  'proof',
  'once',
  'sight',
  'alias',
] as const satisfies readonly EntityKind[];

export type ToldKind = (typeof TOLD_KINDS)[number];

/** Key of the one log. */
export const LOG_ID = 'log';
