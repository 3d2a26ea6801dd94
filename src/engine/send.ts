// One wire send, merged from all sensors that saw it (rules.md 2.2).

import type { Fingerprint } from '../base/brand';
import type { AnswerError, AnswerSource, BodyAvailability, Challenge, RedirectTarget } from '../observation/answer';
import type { Carrier } from '../observation/carrier';
import type { CandidateCookie } from '../observation/credential';
import type { SendRef, Sensor } from '../observation/observation';
import type { ContextId, DpopProof, Purpose, ResourceType } from '../observation/request';
import type { ClientId, EndpointKey, RefreshId, SendId, TokenId } from './ids';

/** rules.md 2.6. */
export type AnswerClass = 'accepted' | 'rejected.explicit' | 'rejected.generic' | 'ambiguous' | 'negotiation';

export type Presentation = { readonly token: TokenId; readonly carrier: Carrier; readonly scheme: string | null };

/** A sensor's view that was joined though it dates the start otherwise: one that dates it alike may come later. */
export type DistantView = { readonly ref: SendRef; readonly atMs: number };

export type Send = {
  readonly id: SendId;
  readonly refs: readonly SendRef[];
  readonly sensors: readonly Sensor[];
  readonly distant: DistantView | null;
  readonly startMs: number;
  readonly endMs: number | null;
  readonly method: string;
  readonly origin: string;
  readonly pathTemplate: string;
  readonly endpoint: EndpointKey;
  readonly urlFp: Fingerprint;
  readonly bodyFp: Fingerprint | null;
  readonly resourceType: ResourceType;
  readonly context: ContextId;
  readonly client: ClientId | null;
  readonly partition: string;
  readonly redirectOf: SendRef | null;
  readonly isPrefetch: boolean;
  readonly purpose: Purpose;
  readonly target: string;
  readonly clientId: string | null;
  readonly isClientAuthenticated: boolean;
  readonly hasVerifier: boolean;
  readonly hasCsrfDefence: boolean;
  readonly hasSessionCookie: boolean;
  readonly presented: readonly Presentation[];
  readonly cookies: readonly CandidateCookie[];
  readonly proof: DpopProof | null;
  /** How long no token of its families had been seen, from a minute on; null when shorter, or when they were new. */
  readonly idleSec: number | null;
  readonly dialect: string | null;

  /** Null until an answer arrived; 0 when the request failed. */
  readonly status: number | null;
  readonly failure: string | null;
  readonly source: AnswerSource | null;
  readonly serverDateMs: number | null;
  readonly body: BodyAvailability | null;
  readonly error: AnswerError | null;
  readonly challenge: Challenge | null;
  readonly redirect: RedirectTarget | null;
  readonly answer: AnswerClass | null;
  readonly repeatCause: string | null;
  readonly issued: readonly TokenId[];
  readonly refresh: RefreshId | null;
  /** It was refused, and sent again with refreshed tokens: those requests, and for each of them the first one. */
  readonly repeats: readonly SendId[];
  readonly repeatOf: SendId | null;
};

/** It has a body, or may have one, that no sensor read: what it does not say means nothing. */
export const isBodyUnread = ({ body }: Pick<Send, 'body'>): boolean => body === 'unavailable' || body === 'lost';

/** The server said yes, and no sensor read what to. */
export const isYesUnread = (send: Pick<Send, 'body' | 'status'>): boolean =>
  isBodyUnread(send) && send.status !== null && send.status >= 200 && send.status < 300;
