// Is this thing off a port an observation? Kept beside the types that it must follow.

import {
  type Guard,
  isAnyOf,
  isFingerprint,
  isFlag,
  isListOf,
  isNullOr,
  isNumber,
  isObjectOf,
  isOneOf,
  isText,
} from '../base/guard';
import { isDecodedToken } from '../token/decoded-token-guard';
import { isRoleEvidence } from '../token/role-guard';
import type { IssuedCredential, PresentedCredential } from './credential';
import type {
  AnswerReceived,
  FaultNoted,
  GapObserved,
  Observation,
  RequestFailed,
  RequestSent,
  TabClosed,
} from './observation';
import {
  isAnswerError,
  isAnswerSource,
  isBodyAvailability,
  isCandidateCookie,
  isCarrier,
  isChallenge,
  isProof,
  isPurpose,
  isRedirect,
  isResourceType,
  isSendRef,
  isSensor,
  isSetCookie,
} from './part-guards';

const CREDENTIAL = {
  fp: isFingerprint,
  bodyFp: isNullOr(isFingerprint),
  nonceFp: isNullOr(isFingerprint),
  format: isOneOf('jws', 'jwe', 'opaque'),
  jwt: isNullOr(isDecodedToken),
  carrier: isCarrier,
  name: isNullOr(isText),
  claimed: isNullOr(isRoleEvidence),
} as const;

const isPresented = isObjectOf<PresentedCredential>({
  ...CREDENTIAL,
  scheme: isNullOr(isText),
  isRepeatedInRequest: isFlag,
});

const isIssued = isObjectOf<IssuedCredential>({
  ...CREDENTIAL,
  announcedSec: isNullOr(isNumber),
  cookie: isNullOr(isSetCookie),
});

const isRequestSent = isObjectOf<RequestSent>({
  kind: isOneOf('request-sent'),
  ref: isSendRef,
  sensor: isSensor,
  atMs: isNumber,
  method: isText,
  origin: isText,
  pathTemplate: isText,
  urlFp: isFingerprint,
  bodyFp: isNullOr(isFingerprint),
  resourceType: isResourceType,
  context: isText,
  clientOrigin: isNullOr(isText),
  partition: isText,
  redirectOf: isNullOr(isSendRef),
  answeredMs: isNullOr(isNumber),
  isPrefetch: isFlag,
  purpose: isPurpose,
  credentials: isListOf(isPresented),
  cookies: isListOf(isCandidateCookie),
  proof: isNullOr(isProof),
  clientId: isNullOr(isText),
  isClientAuthenticated: isFlag,
  hasVerifier: isFlag,
  target: isText,
  hasCsrfDefence: isFlag,
  hasSessionCookie: isFlag,
  dialect: isNullOr(isText),
});

const isAnswerReceived = isObjectOf<AnswerReceived>({
  kind: isOneOf('answer-received'),
  ref: isSendRef,
  sensor: isSensor,
  atMs: isNumber,
  status: isNumber,
  source: isAnswerSource,
  serverDateMs: isNullOr(isNumber),
  body: isBodyAvailability,
  issued: isListOf(isIssued),
  cookiesSet: isListOf(
    isObjectOf<AnswerReceived['cookiesSet'][number]>({ name: isText, fp: isFingerprint, cookie: isSetCookie }),
  ),
  cookiesCleared: isListOf(isText),
  error: isNullOr(isAnswerError),
  challenge: isNullOr(isChallenge),
  redirect: isNullOr(isRedirect),
  tokenType: isNullOr(isText),
  scope: isNullOr(isText),
  clearsSiteData: isFlag,
  repeatCause: isNullOr(isText),
  dialect: isNullOr(isText),
});

export const isObservation: Guard<Observation> = isAnyOf(
  isRequestSent,
  isAnswerReceived,
  isObjectOf<RequestFailed>({
    kind: isOneOf('request-failed'),
    ref: isSendRef,
    sensor: isSensor,
    atMs: isNumber,
    error: isText,
  }),
  isObjectOf<GapObserved>({ kind: isOneOf('gap-observed'), fromMs: isNumber, toMs: isNumber, reason: isText }),
  isObjectOf<TabClosed>({ kind: isOneOf('tab-closed'), atMs: isNumber, context: isText }),
  isObjectOf<FaultNoted>({ kind: isOneOf('fault-noted'), atMs: isNumber, where: isText, reason: isText }),
);
