// Which answers are worth asking DevTools for their body: cheap questions only, asked of every answer.

import { MAX_ANSWER_BODY_CHARS } from '../base/limits';
import type { RawAnswer, RawRequest } from './exchange';
import { findHeader } from './har-headers';

const TEXTUAL = /json|x-www-form-urlencoded|text\/plain|jwt|graphql|\/(soap\+)?xml\b/i;
const TOKENISH_URL =
  /token|oauth|auth|sess(ion)?|login|logon|sign-?in|sign-?up|refresh|renew|account|user|\bme\b|jwt|sso/i;
const CREDENTIAL_HEADERS = ['authorization', 'cookie', 'dpop'];

/** `sizeChars`: what DevTools says of the decoded body's size; 0 when it does not know. */
export function isBodyCandidate(request: RawRequest, answer: RawAnswer, sizeChars: number): boolean {
  if (answer.body.kind !== 'unavailable' || answer.source === 'cache') return false;
  const announced = Number(findHeader(answer.headers, 'content-length') ?? 0);
  if (sizeChars > MAX_ANSWER_BODY_CHARS || announced > MAX_ANSWER_BODY_CHARS) return false;
  const type = findHeader(answer.headers, 'content-type');
  if (type !== null && !TEXTUAL.test(type)) return false;
  if (answer.status >= 400 || request.method.toUpperCase() !== 'GET') return true;
  return (
    TOKENISH_URL.test(request.url) || CREDENTIAL_HEADERS.some((name) => findHeader(request.headers, name) !== null)
  );
}
