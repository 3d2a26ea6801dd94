// Lets through what matters and forgets the rest: a request without credential or purpose is held back until its answer
// shows whether it matters (a 401, a token), so that ordinary browsing never reaches the engine.

import { MAX_HELD_REQUESTS } from '../base/limits';
import { setCapped } from '../base/set-capped';
import type { ErrorReading } from '../observation/answer';
import type { AnswerReceived, RequestFailed, RequestSent } from '../observation/observation';

export type ExchangeObservation = RequestSent | AnswerReceived | RequestFailed;

export type Gate = {
  readonly takeRequest: (sent: RequestSent) => void;
  readonly takeAnswer: (answer: AnswerReceived) => void;
  readonly takeFailure: (failed: RequestFailed) => void;
};

export function createGate(emit: (observation: ExchangeObservation) => void): Gate {
  const held = new Map<string, RequestSent>();

  function release(ref: string): void {
    const sent = held.get(ref);
    if (sent === undefined) return;
    held.delete(ref);
    emit(sent);
  }

  return {
    takeRequest(sent) {
      if (isRequestOfInterest(sent)) return emit(sent);
      setCapped(held, sent.ref, sent, MAX_HELD_REQUESTS);
    },
    takeAnswer(answer) {
      if (held.has(answer.ref)) {
        if (!isAnswerOfInterest(answer)) {
          held.delete(answer.ref);
          return;
        }
        release(answer.ref);
      }
      emit(answer);
    },
    takeFailure(failed) {
      if (!held.delete(failed.ref)) emit(failed);
    },
  };
}

function isRequestOfInterest(sent: RequestSent): boolean {
  return (
    sent.purpose.kind !== 'other' ||
    sent.credentials.length > 0 ||
    sent.proof !== null ||
    sent.resourceType === 'document'
  );
}

function isAnswerOfInterest(answer: AnswerReceived): boolean {
  if (answer.issued.length > 0 || answer.challenge !== null || answer.status === 401 || isRefusalInside(answer))
    return true;
  // A session may end in an answer to anything (rules.md 3.6, L4 and L5).
  return answer.clearsSiteData || answer.cookiesCleared.length > 0;
}

/** GraphQL refuses inside 200, others send to the login page (rules.md 2.6): both show that the endpoint asks who is there. */
const isRefusalInside = ({ status, error, redirect }: AnswerReceived): boolean =>
  redirect?.isLogin === true || (status < 400 && error !== null && !IS_NO_REFUSAL.has(error.reading));
const IS_NO_REFUSAL = new Set<ErrorReading>(['unspecified', 'transient']);
