// A story of apps and their tokens, told in few words, as the observations that the sensors would have made.

import type { Fingerprint } from '../../../src/base/brand';
import type { AnswerError } from '../../../src/observation/answer';
import type { IssuedCredential } from '../../../src/observation/credential';
import type { AnswerReceived, Observation, RequestSent, SendRef } from '../../../src/observation/observation';

/** `"13:20:06"` on the story's day, or milliseconds. */
export type When = string | number;

export type Story = {
  readonly at: (when: When) => number;
  readonly nextFp: () => Fingerprint;
  /** The same for the same text. */
  readonly fpOf: (text: string) => Fingerprint;
  readonly send: (request: SendFacts, answer: AnswerFacts | null) => void;
  readonly observe: (observation: Observation) => void;
  /** In order of time. */
  readonly observations: () => readonly Observation[];
};

export type SendFacts = Partial<RequestSent> & {
  readonly atMs: number;
  readonly origin: string;
  readonly pathTemplate: string;
};

export type AnswerFacts = {
  readonly afterSec?: number;
  readonly status?: number;
  readonly issued?: readonly IssuedCredential[];
  readonly error?: AnswerError | null;
  readonly challenge?: AnswerReceived['challenge'];
  /** Server minus local, for its Date header. */
  readonly skewSec?: number;
  /** No answer: a network error. */
  readonly isLost?: boolean;
};

/** `first`: stories that are to share one state need numbers of their own for requests and fingerprints. */
export function createStory(day: string, first = 1): Story {
  const observations: Observation[] = [];
  const dayMs = Date.parse(`${day}T00:00:00Z`);
  const named = new Map<string, Fingerprint>();
  let next = first;
  const nextFp = (): Fingerprint => (next++).toString(16).padStart(32, '0') as Fingerprint;

  function send(request: SendFacts, answer: AnswerFacts | null): void {
    const ref: SendRef = `har:${first + observations.length}`;
    observations.push({ ...plainRequest(ref, nextFp()), ...request, ref });
    if (answer === null) return;
    const atMs = request.atMs + (answer.afterSec ?? 0.2) * 1000;
    if (answer.isLost === true) {
      observations.push({ kind: 'request-failed', ref, sensor: 'devtools', atMs, error: 'net::ERR_TIMED_OUT' });
      return;
    }
    const midMs = (request.atMs + atMs) / 2 + (answer.skewSec ?? 0) * 1000;
    observations.push({
      ...plainAnswer(ref, atMs, midMs),
      status: answer.status ?? 200,
      issued: answer.issued ?? [],
      error: answer.error ?? null,
      challenge: answer.challenge ?? null,
    });
  }

  return {
    at: (when) => (typeof when === 'number' ? when : dayMs + readClock(when)),
    nextFp,
    fpOf(text) {
      const known = named.get(text) ?? nextFp();
      named.set(text, known);
      return known;
    },
    send,
    observe: (observation) => observations.push(observation),
    observations: () => observations.toSorted((a, b) => readAtMs(a) - readAtMs(b)),
  };
}

function readClock(clock: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  return (hours * 3600 + minutes * 60 + seconds) * 1000;
}

const readAtMs = (observation: Observation): number =>
  observation.kind === 'gap-observed' ? observation.toMs : observation.atMs;

function plainRequest(ref: SendRef, urlFp: Fingerprint): Omit<RequestSent, 'atMs' | 'origin' | 'pathTemplate'> {
  return {
    kind: 'request-sent',
    ref,
    sensor: 'devtools',
    method: 'GET',
    urlFp,
    bodyFp: null,
    resourceType: 'fetch',
    context: 'tab:7',
    clientOrigin: null,
    partition: 'normal',
    redirectOf: null,
    answeredMs: null,
    isPrefetch: false,
    purpose: { kind: 'other' },
    credentials: [],
    cookies: [],
    proof: null,
    clientId: null,
    isClientAuthenticated: false,
    hasVerifier: false,
    target: '',
    hasCsrfDefence: true,
    hasSessionCookie: false,
    dialect: null,
  };
}

function plainAnswer(ref: SendRef, atMs: number, serverDateMs: number): AnswerReceived {
  return {
    kind: 'answer-received',
    ref,
    sensor: 'devtools',
    atMs,
    status: 200,
    source: 'network',
    serverDateMs,
    body: 'full',
    issued: [],
    cookiesSet: [],
    cookiesCleared: [],
    error: null,
    challenge: null,
    redirect: null,
    tokenType: 'Bearer',
    scope: null,
    clearsSiteData: false,
    repeatCause: null,
    dialect: null,
  };
}
