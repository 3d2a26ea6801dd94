// How the words of a refusal are read: codes first, texts second, unknown texts are generic (rules.md 9, 14.7).

import { describe, expect, it } from 'vitest';
import { type AnswerDetail, normaliseTestAnswer } from '../../support/raw-halves';

const errorIn = (detail: AnswerDetail) => normaliseTestAnswer({ status: 400, ...detail }).error;
const oauth = (error: string, description?: string) => ({
  error,
  ...(description === undefined ? {} : { error_description: description }),
});

const KEYCLOAK = 'https://id.example/realms/shop/protocol/openid-connect/token';
const SUPABASE = 'https://p.supabase.co/auth/v1/token';
const HYDRA = 'https://hydra.example/oauth2/token';
const FIREBASE = 'https://securetoken.googleapis.com/v1/token';
const COGNITO = 'https://cognito-idp.eu-west-1.amazonaws.com/';
const ENTRA = 'https://login.microsoftonline.com/common/oauth2/v2.0/token';

describe('an error of a provider', () => {
  it.each<[what: string, url: string, json: unknown, reading: string]>([
    [
      'Auth0, generic by design',
      'https://t.auth0.com/oauth/token',
      oauth('invalid_grant', 'Unknown or invalid refresh token.'),
      'generic',
    ],
    [
      'Okta, expired or not: it does not say',
      'https://t.okta.com/oauth2/default/v1/token',
      oauth('invalid_grant', 'The refresh token is invalid or expired.'),
      'generic',
    ],
    [
      'Supabase names reuse',
      SUPABASE,
      { code: 400, error_code: 'refresh_token_already_used', msg: 'Invalid Refresh Token: Already Used' },
      'reuse',
    ],
    [
      'Supabase names an end',
      SUPABASE,
      { error_code: 'session_expired', msg: 'Invalid Refresh Token: Session Expired (Revoked by Newer Login)' },
      'ordinary-end',
    ],
    ['Supabase knows no such token', SUPABASE, { error_code: 'refresh_token_not_found' }, 'generic'],
    [
      'Hydra names reuse in a hint',
      HYDRA,
      { ...oauth('invalid_grant'), error_hint: 'The refresh token was already used.' },
      'reuse',
    ],
    [
      'Hydra does not know why',
      HYDRA,
      { ...oauth('invalid_grant'), error_hint: 'The refresh token is malformed or not valid.' },
      'generic',
    ],
    [
      'Hydra names a race',
      HYDRA,
      oauth(
        'invalid_request',
        'Failed to refresh token because of multiple concurrent requests using the same token. Please retry the request.',
      ),
      'race',
    ],
    [
      'Hydra names a race under another path',
      'https://auth.shop.example/token',
      oauth('invalid_request', 'Multiple concurrent requests used the same token. Please retry.'),
      'race',
    ],
    ['Cognito asks to wait', COGNITO, { __type: 'TooManyRequestsException', message: 'Rate exceeded' }, 'transient'],
    ['Keycloak names reuse', KEYCLOAK, oauth('invalid_grant', 'Maximum allowed refresh token reuse exceeded'), 'reuse'],
    ['Keycloak: stale, which may be a false alarm', KEYCLOAK, oauth('invalid_grant', 'Stale token'), 'generic'],
    ['Keycloak: collateral', KEYCLOAK, oauth('invalid_grant', "Session doesn't have required client"), 'generic'],
    ['Keycloak names an end', KEYCLOAK, oauth('invalid_grant', 'Session not active'), 'ordinary-end'],
    ['Keycloak names another end', KEYCLOAK, oauth('invalid_grant', 'Token is not active'), 'ordinary-end'],
    [
      'node-oidc-provider, generic by design',
      'https://op.example/token',
      oauth('invalid_grant', 'grant request is invalid'),
      'generic',
    ],
    [
      'Entra names inactivity',
      ENTRA,
      oauth('invalid_grant', 'AADSTS700082: The refresh token has expired due to inactivity.'),
      'ordinary-end',
    ],
    ['Entra wants the user', ENTRA, oauth('interaction_required', 'AADSTS50076: …'), 'generic'],
    [
      'Firebase names an end',
      FIREBASE,
      { error: { code: 400, message: 'TOKEN_EXPIRED', status: 'INVALID_ARGUMENT' } },
      'ordinary-end',
    ],
    ['Firebase refuses', FIREBASE, { error: { code: 400, message: 'INVALID_REFRESH_TOKEN' } }, 'generic'],
    [
      'Cognito names reuse',
      COGNITO,
      { __type: 'RefreshTokenReuseException', message: 'Refresh token reused' },
      'reuse',
    ],
    [
      'Cognito names an end',
      COGNITO,
      { __type: 'NotAuthorizedException', message: 'Refresh Token has expired' },
      'ordinary-end',
    ],
    [
      'Cognito refuses, in the longer form',
      COGNITO,
      { __type: 'com.amazonaws#NotAuthorizedException', message: 'Invalid Refresh Token' },
      'generic',
    ],
    ['SuperTokens names theft', 'https://api.example/session/refresh', { message: 'token theft detected' }, 'reuse'],
  ])('%s', (_what, url, json, reading) => {
    expect(errorIn({ url, json })?.reading).toBe(reading);
  });

  it('may be mere words', () => {
    const text = { status: 401, text: 'Refresh token expired' };
    expect(errorIn(text)?.reading).toBe('ordinary-end');
    expect(errorIn({ ...text, status: 200 })).toBeNull();
  });

  it('may stand in a header alone', () => {
    const headers = [['X-Sb-Error-Code', 'refresh_token_already_used']] as const;
    expect(errorIn({ url: SUPABASE, headers })).toEqual({ code: 'refresh_token_already_used', reading: 'reuse' });
    const front = [['front-token', 'remove']] as const;
    expect(errorIn({ status: 401, url: 'https://api.example/auth/session/refresh', headers: front })?.reading).toBe(
      'generic',
    );
  });
});

describe('a generic error', () => {
  it.each<[json: unknown, reading: string]>([
    [oauth('invalid_grant'), 'generic'],
    [oauth('invalid_client'), 'misconfigured'],
    [oauth('unauthorized_client'), 'misconfigured'],
    [oauth('unsupported_grant_type'), 'misconfigured'],
    [oauth('use_dpop_nonce'), 'negotiation'],
    [oauth('temporarily_unavailable'), 'transient'],
    [oauth('slow_down'), 'transient'],
    [oauth('server_error'), 'transient'],
    [oauth('login_required'), 'generic'],
    [{ error: 'token_reused' }, 'reuse'],
    [{ message: 'Refresh token has been used' }, 'reuse'],
    [{ message: 'Token reuse detected, all sessions ended' }, 'reuse'],
    [{ message: 'Refresh token replay detected' }, 'reuse'],
    [{ error: { message: 'TOKEN_EXPIRED : sign in again', status: 'INVALID_ARGUMENT' } }, 'ordinary-end'],
    ['Refresh token expired', 'ordinary-end'],
    [{ message: 'Session expired' }, 'ordinary-end'],
    [{ message: 'The user has been disabled' }, 'ordinary-end'],
    [{ message: 'Invalid token' }, 'generic'],
    [{ detail: 'Token is invalid or expired', code: 'token_not_valid' }, 'generic'],
  ])('%o is read as %s', (json, reading) => {
    expect(errorIn({ json })?.reading).toBe(reading);
  });

  it.each<[what: string, detail: AnswerDetail, reading: string]>([
    ['a bare 401', { status: 401 }, 'generic'],
    ['a bare 403', { status: 403 }, 'generic'],
    ['a bare 400', { status: 400 }, 'unspecified'],
    ['a 400 about something else', { status: 400, json: { message: 'quantity must be positive' } }, 'unspecified'],
    ['HTML', { status: 502, text: '<html>Bad gateway</html>' }, 'generic'],
  ])('%s is %s', (_what, detail, reading) => {
    expect(errorIn(detail)?.reading).toBe(reading);
  });
});

describe('a code', () => {
  it.each([
    'invalid_grant',
    'NotAuthorizedException',
    'UNAUTHENTICATED',
    'refresh_token_already_used',
    'AADSTS700082',
    'auth/id-token-expired'.slice(5),
  ])('%s is kept', (code) => {
    expect(errorIn({ json: { error: code } })?.code).toBe(code);
  });

  it.each([
    'XAalZT9fybcNMyiTUqBzxX_WpwItBV78',
    '5808a779-ce53-46fc-a010-f211a9de3aa1',
    'deadbeefdeadbeefdeadbeefdeadbeef',
    'qwkzjxvbnmplrtdfghsc',
    'a sentence with words',
    'x'.repeat(500),
  ])('that could be a token is not: %.40s', (code) => {
    expect(errorIn({ json: { error: code } })?.code ?? null).toBeNull();
  });
});

describe('a refusal in words of an app’s own', () => {
  it.each<[words: string, reading: string]>([
    ['jwt expired', 'ordinary-end'],
    ['Signature has expired', 'ordinary-end'],
    ['Session not active', 'ordinary-end'],
    ['refresh_token expired', 'ordinary-end'],
    ['Refresh token expired, please log in again', 'ordinary-end'],
    ['Token has expired and can no longer be refreshed', 'ordinary-end'],
    ['expired access/refresh token', 'generic'],
    ['Your session has expired. Log in again or ask for help.', 'ordinary-end'],
    ['The session was ended after inactivity', 'ordinary-end'],
    ['User account is disabled', 'ordinary-end'],
    ['Token is invalid or expired', 'generic'],
    ['Token has been expired or revoked.', 'generic'],
    ['Account locked', 'generic'],
    ['refresh_token has been used before', 'reuse'],
    ['Refresh token was already consumed', 'reuse'],
    ['Token already rotated', 'reuse'],
  ])('%s: %s', (message, reading) => {
    expect(errorIn({ status: 401, json: { message } })?.reading).toBe(reading);
  });

  it.each<[code: string, reading: string]>([
    ['REFRESH_TOKEN_EXPIRED', 'ordinary-end'],
    ['token_expired', 'ordinary-end'],
    ['TokenExpiredError', 'ordinary-end'],
    ['ERR_JWT_EXPIRED', 'ordinary-end'],
    ['SESSION_EXPIRED', 'ordinary-end'],
    ['user_disabled', 'ordinary-end'],
    ['INVALID_TOKEN', 'generic'],
  ])('or by its code %s: %s', (code, reading) => {
    expect(errorIn({ status: 401, json: { code, message: 'Unauthorized' } })).toEqual({ code, reading });
  });
});
