import { isFingerprint, isFlag, isListOf, isNullOr, isNumber, isObjectOf, isOneOf, isText } from '../base/guard';
import { isCarrier, isSetCookie } from '../observation/part-guards';
import { isRoleRow, isStrength, isTokenRole } from '../token/role-guard';
import { isAnswerClass } from './send-guard';
import type { ExpiredBurst, NotedUse, SoftExpiry, Token, TokenIdentity, Use } from './token';

const isTexts = isListOf(isText);
const isTextOrNull = isNullOr(isText);
const isNumberOrNull = isNullOr(isNumber);

export const isTokenIdentity = isObjectOf<TokenIdentity>({
  issuer: isTextOrNull,
  subject: isTextOrNull,
  clientId: isTextOrNull,
  audience: isTexts,
  sessionId: isTextOrNull,
  tenant: isTextOrNull,
  hasActor: isFlag,
});

const isNotedUses = isListOf(
  isObjectOf<NotedUse>({
    send: isText,
    atMs: isNumber,
    serverMs: isNumberOrNull,
    endpoint: isText,
    context: isText,
    answer: isAnswerClass,
  }),
);

const isUse = isObjectOf<Use>({
  refresh: isText,
  startMs: isNumber,
  endMs: isNumberOrNull,
  isLost: isFlag,
  target: isText,
  successor: isNullOr(isFingerprint),
  isAccepted: isFlag,
  isRefused: isFlag,
  isBodyRead: isFlag,
  distance: isNumber,
});

export const isToken = isObjectOf<Token>({
  id: isFingerprint,
  label: isText,
  bodyFp: isNullOr(isFingerprint),
  format: isOneOf('jws', 'jwe', 'opaque'),
  algorithm: isTextOrNull,
  type: isTextOrNull,
  keyId: isTextOrNull,
  identity: isTokenIdentity,
  scope: isTextOrNull,
  jti: isTextOrNull,
  authTimeSec: isNumberOrNull,
  claimNames: isTexts,
  role: isTokenRole,
  roleStrength: isStrength,
  roleRow: isRoleRow,
  issuedRole: isNullOr(isTokenRole),
  usedRole: isNullOr(isTokenRole),
  iatSec: isNumberOrNull,
  nbfSec: isNumberOrNull,
  expSec: isNumberOrNull,
  soft: isNullOr(isObjectOf<SoftExpiry>({ claim: isText, atSec: isNumber })),
  announcedSec: isNumberOrNull,
  issuedAtMs: isNumberOrNull,
  issuedServerMs: isNumberOrNull,
  issuedBy: isTextOrNull,
  cookie: isNullOr(isSetCookie),
  issuedToKey: isTextOrNull,
  proofKey: isTextOrNull,
  nonceFp: isNullOr(isFingerprint),
  boundTo: isTextOrNull,
  firstSeenMs: isNumber,
  lastSeenMs: isNumber,
  presentations: isNumber,
  presentationsAfterExpiry: isNumber,
  expiredBursts: isListOf(isObjectOf<ExpiredBurst>({ startMs: isNumber, endMs: isNumber, isRejected: isFlag })),
  accepted: isNumber,
  rejected: isNumber,
  lastAcceptedMs: isNumberOrNull,
  acceptedBy: isTexts,
  firstRejectedMs: isNumberOrNull,
  provenPresentations: isNumber,
  softUses: isNotedUses,
  carriers: isListOf(isCarrier),
  origins: isTexts,
  contexts: isTexts,
  endpoints: isTexts,
  chain: isTextOrNull,
  replacedBy: isNullOr(isFingerprint),
  replacedAtMs: isNumberOrNull,
  lateUses: isNotedUses,
  refusedAtMs: isNumberOrNull,
  generation: isNumber,
  branch: isNumber,
  uses: isListOf(isUse),
});
