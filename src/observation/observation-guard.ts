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
import type { RoleEvidence } from '../token/role';
import type { AnswerError, Challenge, RedirectTarget } from './answer';
import type { IssuedCredential, PresentedCredential, SetCookieFacts } from './credential';
import type {
  AnswerReceived,
  FaultNoted,
  GapObserved,
  Observation,
  RequestFailed,
  RequestSent,
  SendRef,
  TabClosed,
} from './observation';
import type { DpopProof, Purpose } from './request';

const isSensor = isOneOf('web-request', 'devtools', 'devtools-page', 'har');
const SEND_REF = /^(web-request|devtools|har):/;
const isSendRef = (value: unknown): value is SendRef => isText(value) && SEND_REF.test(value);

const isRoleEvidence = isObjectOf<RoleEvidence>({
  role: isOneOf('access', 'refresh', 'id', 'single', 'dpop-proof', 'publishable-key', 'session', 'unknown'),
  strength: isOneOf('confirmed', 'likely', 'possible'),
  row: isOneOf(1, 2, 3, 4, 5, 6, 7, 8, 9),
});

const CREDENTIAL = {
  fp: isFingerprint,
  bodyFp: isNullOr(isFingerprint),
  nonceFp: isNullOr(isFingerprint),
  format: isOneOf('jws', 'jwe', 'opaque'),
  jwt: isNullOr(isDecodedToken),
  carrier: isOneOf(
    'authorization',
    'request-header',
    'cookie',
    'query',
    'path',
    'form',
    'json',
    'multipart',
    'websocket',
    'response-json',
    'response-form',
    'response-header',
    'set-cookie',
    'redirect',
  ),
  name: isNullOr(isText),
  claimed: isNullOr(isRoleEvidence),
} as const;

const isPresented = isObjectOf<PresentedCredential>({
  ...CREDENTIAL,
  scheme: isNullOr(isText),
  isRepeatedInRequest: isFlag,
});

const isSetCookie = isObjectOf<SetCookieFacts>({
  httpOnly: isFlag,
  secure: isFlag,
  sameSite: isNullOr(isOneOf('strict', 'lax', 'none')),
  path: isNullOr(isText),
  domain: isNullOr(isText),
  isPartitioned: isFlag,
  maxAgeSec: isNullOr(isNumber),
});

const isIssued = isObjectOf<IssuedCredential>({
  ...CREDENTIAL,
  announcedSec: isNullOr(isNumber),
  cookie: isNullOr(isSetCookie),
});

type PurposeOf<Kind extends Purpose['kind']> = Extract<Purpose, { readonly kind: Kind }>;

const isPurpose: Guard<Purpose> = isAnyOf(
  isObjectOf<{ readonly kind: 'sign-in' | 'revocation' | 'login-page' | 'introspection' | 'other' }>({
    kind: isOneOf('sign-in', 'revocation', 'login-page', 'introspection', 'other'),
  }),
  isObjectOf<PurposeOf<'token-request'>>({
    kind: isOneOf('token-request'),
    grant: isOneOf(
      'refresh_token',
      'authorization_code',
      'password',
      'client_credentials',
      'device_code',
      'token-exchange',
      'other',
    ),
    codeFp: isNullOr(isFingerprint),
  }),
  isObjectOf<PurposeOf<'refresh-call'>>({ kind: isOneOf('refresh-call'), by: isOneOf('body', 'graphql', 'path') }),
  isObjectOf<PurposeOf<'logout'>>({ kind: isOneOf('logout'), by: isOneOf('navigation', 'request') }),
  isObjectOf<PurposeOf<'authorization'>>({
    kind: isOneOf('authorization'),
    isSilent: isFlag,
    nonceFp: isNullOr(isFingerprint),
    stateFp: isNullOr(isFingerprint),
  }),
  isObjectOf<PurposeOf<'callback'>>({
    kind: isOneOf('callback'),
    codeFp: isFingerprint,
    stateFp: isNullOr(isFingerprint),
  }),
);

const isProof = isObjectOf<DpopProof>({
  fp: isFingerprint,
  jtiFp: isNullOr(isFingerprint),
  jkt: isNullOr(isText),
  iatSec: isNullOr(isNumber),
  hasNonce: isFlag,
  mismatches: isListOf(isText),
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
  resourceType: isOneOf('document', 'subframe', 'fetch', 'websocket', 'ping', 'other'),
  context: isText,
  clientOrigin: isNullOr(isText),
  partition: isText,
  redirectOf: isNullOr(isSendRef),
  isPrefetch: isFlag,
  purpose: isPurpose,
  credentials: isListOf(isPresented),
  cookies: isListOf(isObjectOf<RequestSent['cookies'][number]>({ name: isText, fp: isFingerprint })),
  proof: isNullOr(isProof),
  clientId: isNullOr(isText),
  isClientAuthenticated: isFlag,
  hasVerifier: isFlag,
  target: isText,
  hasCsrfDefence: isFlag,
  hasSessionCookie: isFlag,
  dialect: isNullOr(isText),
});

const isRedirect = isObjectOf<RedirectTarget>({
  origin: isText,
  pathTemplate: isText,
  isLogin: isFlag,
  codeFp: isNullOr(isFingerprint),
  error: isNullOr(isText),
});

const isAnswerError = isObjectOf<AnswerError>({
  code: isNullOr(isText),
  reading: isOneOf(
    'reuse',
    'ordinary-end',
    'generic',
    'misconfigured',
    'race',
    'transient',
    'negotiation',
    'unspecified',
  ),
});

const isAnswerReceived = isObjectOf<AnswerReceived>({
  kind: isOneOf('answer-received'),
  ref: isSendRef,
  sensor: isSensor,
  atMs: isNumber,
  status: isNumber,
  source: isOneOf('network', 'cache', 'service-worker'),
  serverDateMs: isNullOr(isNumber),
  body: isOneOf('full', 'none', 'unavailable', 'lost'),
  issued: isListOf(isIssued),
  cookiesSet: isListOf(
    isObjectOf<AnswerReceived['cookiesSet'][number]>({ name: isText, fp: isFingerprint, cookie: isSetCookie }),
  ),
  cookiesCleared: isListOf(isText),
  error: isNullOr(isAnswerError),
  challenge: isNullOr(isObjectOf<Challenge>({ scheme: isText, error: isNullOr(isText) })),
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
