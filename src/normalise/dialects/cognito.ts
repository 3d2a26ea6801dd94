// AWS Cognito user pools: one endpoint, the operation in a header, JSON of type x-amz-json-1.1, no OAuth words.

import type { Purpose } from '../../observation/request';
import type { RequestView } from '../request-view';
import type { Dialect } from './dialect';

const REFRESH_FLOW = /^REFRESH_TOKEN(_AUTH)?$/;
const TRANSIENT = /^(TooManyRequests|LimitExceeded|Throttling|InternalError|ServiceUnavailable)Exception$/;
const HOST = /^https:\/\/cognito-idp\.[\w-]+\.amazonaws\.com/;

const readOperation = (view: RequestView): string | null => {
  const target = view.headers.get('x-amz-target');
  return target?.startsWith('AWSCognitoIdentityProviderService.') ? target.slice(target.indexOf('.') + 1) : null;
};

function readPurpose(view: RequestView): Purpose | null {
  switch (readOperation(view)) {
    case 'GetTokensFromRefreshToken':
      return { kind: 'token-request', grant: 'refresh_token', codeFp: null };
    case 'InitiateAuth':
      if (REFRESH_FLOW.test(view.field('authflow') ?? ''))
        return { kind: 'token-request', grant: 'refresh_token', codeFp: null };
      return { kind: 'sign-in' };
    case 'RespondToAuthChallenge':
      return { kind: 'sign-in' };
    case 'RevokeToken':
      return { kind: 'revocation' };
    case 'GlobalSignOut':
      return { kind: 'logout', by: 'request' };
    default:
      return null;
  }
}

export const cognito: Dialect = {
  name: 'cognito',
  matchesUrl: ({ origin }) => HOST.test(origin),
  matchesRequest: (view) => readOperation(view) !== null,
  readPurpose,
  readError: ({ codes, texts }) => {
    if (codes.includes('RefreshTokenReuseException')) return { code: 'RefreshTokenReuseException', reading: 'reuse' };
    // It answers 400 to these as well (its API reference); its client keeps the tokens.
    const transient = codes.find((code) => TRANSIENT.test(code));
    if (transient !== undefined) return { code: transient, reading: 'transient' };
    const isExpired = texts.some((text) => /refresh token has expired/i.test(text));
    return isExpired ? { code: codes[0] ?? null, reading: 'ordinary-end' } : null;
  },
};
