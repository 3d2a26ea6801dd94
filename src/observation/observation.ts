// The contract between `normalise` and `engine`: past-tense facts, numbered by nobody yet, that hold no secret.
// Every instant is local wall time in milliseconds unless its name says server.

import type { Fingerprint } from '../base/brand';
import type { AnswerError, AnswerSource, BodyAvailability, Challenge, RedirectTarget } from './answer';
import type { CandidateCookie, IssuedCredential, PresentedCredential, SetCookieFacts } from './credential';
import type { ContextId, DpopProof, Purpose, ResourceType } from './request';

/** devtools-page: what DevTools shows of the page's side, where a service worker made the request; its own is shown, too. */
export type Sensor = 'web-request' | 'devtools' | 'devtools-page' | 'har';

/** One sensor's name for one wire send; unique per sensor. The engine joins the names of one send (rules.md 2.2). */
export type SendRef = `${Sensor}:${string}`;

export type RequestSent = {
  readonly kind: 'request-sent';
  readonly ref: SendRef;
  readonly sensor: Sensor;
  readonly atMs: number;
  readonly method: string;
  readonly origin: string;
  /** The path with ids replaced (`/users/:id`); no query. */
  readonly pathTemplate: string;
  /** Fingerprint of the whole URL, to join sensors and to know a repeated request again. */
  readonly urlFp: Fingerprint;
  /** Fingerprint of the body; null when there is none or it was not seen. */
  readonly bodyFp: Fingerprint | null;
  readonly resourceType: ResourceType;
  readonly context: ContextId;
  /** Origin of the page or worker that sent it; the document's own origin for a navigation; null when unknown. */
  readonly clientOrigin: string | null;
  /** Storage partition: 'normal', 'private' or a container id. Never mixed. */
  readonly partition: string;
  /** The hop before this one, when the browser followed a redirect. */
  readonly redirectOf: SendRef | null;
  /** When its answer's headers had arrived, or it had failed, from a sensor that tells of it only then and knows; else null. */
  readonly answeredMs: number | null;
  readonly isPrefetch: boolean;
  readonly purpose: Purpose;
  readonly credentials: readonly PresentedCredential[];
  readonly cookies: readonly CandidateCookie[];
  readonly proof: DpopProof | null;
  readonly clientId: string | null;
  /** client_secret, client_assertion or Basic was visible: a confidential client. */
  readonly isClientAuthenticated: boolean;
  /** A PKCE code_verifier was visible. */
  readonly hasVerifier: boolean;
  /** Requested resource, audience and scope joined; '' when none. Refreshes for different targets are no repeats (T16). */
  readonly target: string;
  /** Facts for the CSRF rule: a header no form can set, or a field named like an anti-CSRF token. */
  readonly hasCsrfDefence: boolean;
  /** A cookie rode along that is no known token but could be a session by itself. */
  readonly hasSessionCookie: boolean;
  /** The auth system recognised by the request's shape, e.g. 'supabase'; null for the generic recogniser. */
  readonly dialect: string | null;
};

export type AnswerReceived = {
  readonly kind: 'answer-received';
  readonly ref: SendRef;
  readonly sensor: Sensor;
  /** When the answer's headers had arrived (or the best that the sensor knows). */
  readonly atMs: number;
  readonly status: number;
  readonly source: AnswerSource;
  /** `Date` header as epoch milliseconds of the server, or null; also null when `Age` or a CDN hit makes it stale (T24). */
  readonly serverDateMs: number | null;
  readonly body: BodyAvailability;
  readonly issued: readonly IssuedCredential[];
  /** All cookies set to a value: candidates from which a renewal cookie may be learned (rules.md 3.3). */
  readonly cookiesSet: readonly { readonly name: string; readonly fp: Fingerprint; readonly cookie: SetCookieFacts }[];
  readonly cookiesCleared: readonly string[];
  readonly error: AnswerError | null;
  readonly challenge: Challenge | null;
  readonly redirect: RedirectTarget | null;
  readonly tokenType: string | null;
  readonly scope: string | null;
  /** Clear-Site-Data names cookies, storage or everything. */
  readonly clearsSiteData: boolean;
  /** The server's own word for why it accepted a repeat (Supabase's reuse-cause header). */
  readonly repeatCause: string | null;
  readonly dialect: string | null;
};

/** No answer: network error, abort, or the browser gave up. */
export type RequestFailed = {
  readonly kind: 'request-failed';
  readonly ref: SendRef;
  readonly sensor: Sensor;
  readonly atMs: number;
  /** net::ERR_… or the like. */
  readonly error: string;
};

/** The sensors saw nothing from `fromMs` to `toMs`: paused, asleep, restarted, access withheld. */
export type GapObserved = {
  readonly kind: 'gap-observed';
  readonly fromMs: number;
  readonly toMs: number;
  readonly reason: string;
};

/** A page of this tab is gone; its contexts are over. */
export type TabClosed = { readonly kind: 'tab-closed'; readonly atMs: number; readonly context: ContextId };

/** Something could not be read and was skipped; nothing is lost silently. */
export type FaultNoted = {
  readonly kind: 'fault-noted';
  readonly atMs: number;
  readonly where: string;
  readonly reason: string;
};

export type Observation = RequestSent | AnswerReceived | RequestFailed | GapObserved | TabClosed | FaultNoted;
