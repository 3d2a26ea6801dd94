// Guards for the parts that observations and the engine's entities share. Kept beside the types that they must follow.

import {
  type Guard,
  isAnyOf,
  isFingerprint,
  isFingerprintOrNull,
  isFlag,
  isNullOr,
  isNumberOrNull,
  isObjectOf,
  isOneOf,
  isText,
  isTextOrNull,
  isTexts,
} from '../base/guard';
import { isTokenRole } from '../token/role-guard';
import type { AnswerError, AnswerSource, BodyAvailability, Challenge, ErrorReading, RedirectTarget } from './answer';
import type { Carrier } from './carrier';
import type { CandidateCookie, SetCookieFacts } from './credential';
import type { SendRef, Sensor } from './observation';
import type { DpopProof, Purpose, ResourceType } from './request';

export const isSensor: Guard<Sensor> = isOneOf('web-request', 'devtools', 'devtools-page', 'har');
export const isSendRef: Guard<SendRef> = (value): value is SendRef =>
  isText(value) && isSensor(/^([^:]*):/.exec(value)?.[1]);

export const isCarrier: Guard<Carrier> = isOneOf(
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
);

export const isCandidateCookie = isObjectOf<CandidateCookie>({
  name: isText,
  fp: isFingerprint,
  named: isNullOr(isTokenRole),
});

export const isSetCookie = isObjectOf<SetCookieFacts>({
  httpOnly: isFlag,
  secure: isFlag,
  sameSite: isNullOr(isOneOf('strict', 'lax', 'none')),
  isPartitioned: isFlag,
  maxAgeSec: isNumberOrNull,
});

type PurposeOf<Kind extends Purpose['kind']> = Extract<Purpose, { readonly kind: Kind }>;

export const isPurpose: Guard<Purpose> = isAnyOf(
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
    codeFp: isFingerprintOrNull,
  }),
  isObjectOf<PurposeOf<'refresh-call'>>({
    kind: isOneOf('refresh-call'),
    by: isOneOf('token', 'graphql', 'path', 'session-path'),
  }),
  isObjectOf<PurposeOf<'logout'>>({ kind: isOneOf('logout'), by: isOneOf('navigation', 'request', 'reading') }),
  isObjectOf<PurposeOf<'authorization'>>({
    kind: isOneOf('authorization'),
    isSilent: isFlag,
    nonceFp: isFingerprintOrNull,
    stateFp: isFingerprintOrNull,
  }),
  isObjectOf<PurposeOf<'callback'>>({
    kind: isOneOf('callback'),
    codeFp: isFingerprint,
    stateFp: isFingerprintOrNull,
  }),
);

export const isProof = isObjectOf<DpopProof>({
  fp: isFingerprint,
  jtiFp: isFingerprintOrNull,
  jkt: isTextOrNull,
  iatSec: isNumberOrNull,
  hasNonce: isFlag,
  mismatches: isTexts,
});

export const isResourceType: Guard<ResourceType> = isOneOf(
  'document',
  'subframe',
  'fetch',
  'websocket',
  'ping',
  'other',
);
export const isBodyAvailability: Guard<BodyAvailability> = isOneOf('full', 'none', 'unavailable', 'lost');
export const isAnswerSource: Guard<AnswerSource> = isOneOf('network', 'cache', 'service-worker');
export const isChallenge = isObjectOf<Challenge>({ scheme: isText, error: isTextOrNull });

export const isRedirect = isObjectOf<RedirectTarget>({
  isLogin: isFlag,
  codeFp: isFingerprintOrNull,
  error: isTextOrNull,
});

export const isErrorReading: Guard<ErrorReading> = isOneOf(
  'reuse',
  'ordinary-end',
  'generic',
  'misconfigured',
  'race',
  'transient',
  'negotiation',
  'unspecified',
);

export const isAnswerError = isObjectOf<AnswerError>({ code: isTextOrNull, reading: isErrorReading });
