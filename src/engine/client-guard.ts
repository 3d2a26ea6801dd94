import { isFingerprint, isListOf, isNullOr, isNumber, isObjectOf, isRecordOf, isText } from '../base/guard';
import { isSetCookie } from '../observation/part-guards';
import type { Client, ClientContext, CookieCandidate, DeadSession, Rejection } from './client';

const isTexts = isListOf(isText);
const isNumbers = isListOf(isNumber);
const isFingerprints = isListOf(isFingerprint);
const isTextOrNull = isNullOr(isText);
const isNumberOrNull = isNullOr(isNumber);

const isContext = isObjectOf<ClientContext>({
  documentAtMs: isNumberOrNull,
  accessTokens: isFingerprints,
  rejections: isListOf(isObjectOf<Rejection>({ send: isText, token: isFingerprint, atMs: isNumber })),
  refreshes: isTexts,
});

const isCookieCandidate = isObjectOf<CookieCandidate>({
  fp: isFingerprint,
  atMs: isNumber,
  chain: isTextOrNull,
  cookie: isSetCookie,
});

const isDeadSession = isObjectOf<DeadSession>({
  refresh: isText,
  sinceMs: isNumber,
  token: isNullOr(isFingerprint),
  presentations: isNumber,
  rejections: isNumber,
  lastMs: isNumberOrNull,
  sends: isTexts,
  endedMs: isNumberOrNull,
});

const isSilentAuthorization = isObjectOf<NonNullable<Client['silentAuthorization']>>({
  send: isText,
  codeFp: isTextOrNull,
});

export const isClient = isObjectOf<Client>({
  id: isText,
  origin: isText,
  partition: isText,
  contexts: isRecordOf(isContext),
  accessTokens: isFingerprints,
  refreshes: isTexts,
  chains: isTexts,
  renewalCookies: isRecordOf(isFingerprint),
  cookieCandidates: isRecordOf(isCookieCandidate),
  loginNavigationsMs: isNumbers,
  authorizationAtMs: isNumberOrNull,
  authorizationTripsMs: isNumbers,
  deadSession: isNullOr(isDeadSession),
  signInsMs: isNumbers,
  successLoop: isTexts,
  silentAuthorization: isNullOr(isSilentAuthorization),
});
