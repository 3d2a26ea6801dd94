// Is this thing off a port an observation? Kept beside the types that it must follow.

import {
  type Guard,
  isAnyOf,
  isFingerprint,
  isFingerprintOrNull,
  isFlag,
  isListOf,
  isNullOr,
  isNumber,
  isNumberOrNull,
  isObjectOf,
  isOneOf,
  isText,
  isTextOrNull,
  isTexts,
} from '../base/guard';
import { isDecodedToken, isTokenFormat } from '../token/decoded-token-guard';
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
  bodyFp: isFingerprintOrNull,
  nonceFp: isFingerprintOrNull,
  format: isTokenFormat,
  jwt: isNullOr(isDecodedToken),
  carrier: isCarrier,
  name: isTextOrNull,
  claimed: isNullOr(isRoleEvidence),
} as const;

const isPresented = isObjectOf<PresentedCredential>({
  ...CREDENTIAL,
  scheme: isTextOrNull,
  isRepeatedInRequest: isFlag,
});

const isIssued = isObjectOf<IssuedCredential>({
  ...CREDENTIAL,
  announcedSec: isNumberOrNull,
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
  bodyFp: isFingerprintOrNull,
  resourceType: isResourceType,
  context: isText,
  clientOrigin: isTextOrNull,
  partition: isText,
  redirectOf: isNullOr(isSendRef),
  answeredMs: isNumberOrNull,
  isPrefetch: isFlag,
  purpose: isPurpose,
  credentials: isListOf(isPresented),
  cookies: isListOf(isCandidateCookie),
  proof: isNullOr(isProof),
  clientId: isTextOrNull,
  isClientAuthenticated: isFlag,
  hasVerifier: isFlag,
  target: isText,
  hasCsrfDefence: isFlag,
  hasSessionCookie: isFlag,
  dialect: isTextOrNull,
});

const isAnswerReceived = isObjectOf<AnswerReceived>({
  kind: isOneOf('answer-received'),
  ref: isSendRef,
  sensor: isSensor,
  atMs: isNumber,
  status: isNumber,
  source: isAnswerSource,
  serverDateMs: isNumberOrNull,
  body: isBodyAvailability,
  issued: isListOf(isIssued),
  cookiesSet: isListOf(
    isObjectOf<AnswerReceived['cookiesSet'][number]>({ name: isText, fp: isFingerprint, cookie: isSetCookie }),
  ),
  cookiesCleared: isTexts,
  error: isNullOr(isAnswerError),
  challenge: isNullOr(isChallenge),
  redirect: isNullOr(isRedirect),
  tokenType: isTextOrNull,
  scope: isTextOrNull,
  clearsSiteData: isFlag,
  repeatCause: isTextOrNull,
  dialect: isTextOrNull,
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
