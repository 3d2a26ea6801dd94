import {
  isFingerprint,
  isFingerprintOrNull,
  isFingerprints,
  isListOf,
  isNullOr,
  isNumber,
  isNumberOrNull,
  isObjectOf,
  isRecordOf,
  isText,
  isTextOrNull,
  isTexts,
} from '../base/guard';
import { isSetCookie } from '../observation/part-guards';
import type { Client, ClientContext, CookieCandidate, DeadSession, HeldToken, Rejection } from './client';

const isNumbers = isListOf(isNumber);

const isContext = isObjectOf<ClientContext>({
  documentAtMs: isNumberOrNull,
  held: isListOf(isObjectOf<HeldToken>({ token: isFingerprint, sinceMs: isNumber })),
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
  token: isFingerprintOrNull,
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
