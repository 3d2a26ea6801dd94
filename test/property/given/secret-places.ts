// Every place of a request or an answer where this project looks for tokens, and those where they only happen to be.

import type { AnswerDetail, RequestDetail } from '../../support/raw-halves';
import { encodeJwt } from '../../support/story/story-tokens';

type Place<Detail> = (secret: string) => Detail;

const header =
  (name: string, before = '', after = ''): Place<RequestDetail> =>
  (secret) => ({ headers: [[name, `${before}${secret}${after}`]] });
const cookie =
  (pair: (secret: string) => string): Place<RequestDetail> =>
  (secret) => ({ headers: [['Cookie', pair(secret)]] });
const query =
  (name: string): Place<RequestDetail> =>
  (secret) => ({ url: `https://api.shop.example/a?${name}=${encodeURIComponent(secret)}&x=1` });
const path =
  (make: (secret: string) => string): Place<RequestDetail> =>
  (secret) => ({ url: `https://api.shop.example${make(secret)}` });
const form =
  (name: string, more: Readonly<Record<string, string>> = {}): Place<RequestDetail> =>
  (secret) => ({ form: { ...more, [name]: secret } });
const json =
  (make: (secret: string) => unknown): Place<RequestDetail> =>
  (secret) => ({ method: 'POST', json: make(secret) });
const text =
  (make: (secret: string) => string, mimeType: string | null = null): Place<RequestDetail> =>
  (secret) => ({
    method: 'POST',
    body: { kind: 'text', text: make(secret), mimeType },
  });

/** Nobody's secret: what stands beside it may be. */
const PLAIN_JWT = encodeJwt({ alg: 'ES256' }, { sub: 'user-1' }, 'the-signature-of-nobody');
const REFRESH = { grant_type: 'refresh_token' };
const halves = (secret: string): readonly [string, string] => [secret.slice(0, 11), secret.slice(11)];
const wrap = (secret: string): string => JSON.stringify({ access_token: secret, refresh_token: `${secret}R` });
const proof = (secret: string): string =>
  [{ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty: 'EC', d: secret } }, { jti: 'proof-1', htm: 'GET' }, 'x']
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');

export const REQUEST_PLACES: readonly Place<RequestDetail>[] = [
  header('Authorization', 'Bearer '),
  header('Authorization', 'DPoP '),
  header('Authorization'),
  header('Authorization', 'SSWS '),
  header('Authorization', 'Token token="', '"'),
  header('Authorization', 'Bearer P2abcDEFghi123:'),
  header('Authorization', '', ' and more'),
  (secret) => ({ headers: [['Authorization', `Basic ${btoa(`client:${secret}`)}`]] }),
  header('X-Access-Token'),
  header('X-Refresh-Token'),
  header('st-refresh-token'),
  header('apikey'),
  header('X-Custom'),
  header('X-CSRF-Token'),
  header('Referer', 'https://app.shop.example/?code='),
  header('Sec-WebSocket-Protocol', 'v1, '),
  header('Origin', 'https://app.shop.example/'),
  (secret) => ({ headers: [['DPoP', secret]] }),
  (secret) => ({
    headers: [
      ['Authorization', `DPoP ${secret}`],
      ['DPoP', proof(secret)],
    ],
  }),
  cookie((s) => `session=${s}`),
  cookie((s) => `refresh_token=${s}; theme=dark`),
  cookie((s) => `jwt="${s}"`),
  cookie((s) => `auth=${encodeURIComponent(wrap(s))}`),
  cookie((s) => `sb-x=base64-${btoa(wrap(s))}`),
  cookie((s) => `t.0=${halves(s)[0]}; t.1=${halves(s)[1]}`),
  cookie((s) => `XSRF-TOKEN=${s}`),
  cookie((s) => `${s}=1`),
  cookie((s) => `${s}=some-value`),
  cookie((s) => `a_session_${s}=some-value`),
  cookie((s) => `${s}=${PLAIN_JWT}`),
  (secret) => ({ headers: [[`x-${secret}`, PLAIN_JWT]] }),
  query('access_token'),
  query('refresh_token'),
  query('id_token_hint'),
  query('token'),
  query('code'),
  query('state'),
  query('q'),
  path((s) => `/a?${s}=${PLAIN_JWT}`),
  path((s) => `/v1.0/token/${s}`),
  path((s) => `/x/12|${s}`),
  path((s) => `/x/[${s}]`),
  path((s) => `/verify/${s}/now`),
  path((s) => `/cart;jsessionid=${s}`),
  path((s) => `/x/project:${s}`),
  path((s) => `/a#access_token=${s}`),
  path((s) => `/a/${s}.json`),
  (secret) => ({ url: `https://user:${secret}@api.shop.example/a` }),
  (secret) => ({ url: `https://app.shop.example/callback?code=${secret}&state=${secret}`, resourceType: 'document' }),
  (secret) => ({
    url: `https://auth.shop.example/authorize?response_type=code&client_id=spa&nonce=${secret}&state=${secret}`,
    resourceType: 'document',
  }),
  (secret) => ({ url: `wss://api.shop.example/ws?access_token=${secret}`, resourceType: 'websocket' }),
  form('refresh_token', REFRESH),
  form('refresh_token'),
  form('code', { grant_type: 'authorization_code' }),
  form('code_verifier', REFRESH),
  form('password', { grant_type: 'password', username: 'a' }),
  form('client_secret', REFRESH),
  form('client_assertion', REFRESH),
  form('token'),
  form('csrf_token'),
  form('anything'),
  form('scope', REFRESH),
  form('resource', REFRESH),
  (secret) => ({ form: { ...REFRESH, [secret]: PLAIN_JWT } }),
  (secret) => ({ context: `page:${secret}` }),
  (secret) => ({ context: `page:https://app.shop.example/cb?code=${secret}` }),
  (secret) => ({ method: secret }),
  form('subject_token', { grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange' }),
  json((s) => ({ refresh_token: s })),
  json((s) => ({ refreshToken: s, deep: { er: [{ token: s }] } })),
  json((s) => ({ password: s, otp: s })),
  json((s) => ({ query: `mutation { refreshToken(token: "${s}") { token } }`, variables: { refreshToken: s } })),
  json((s) => ({ AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: s, SECRET_HASH: s } })),
  json((s) => ({ deep: { [s]: PLAIN_JWT } })),
  json((s) => [s, [s]]),
  json((s) => s),
  text((s) => s),
  text(
    (s) => `--B\r\nContent-Disposition: form-data; name="refresh_token"\r\n\r\n${s}\r\n--B--`,
    'multipart/form-data; boundary=B',
  ),
  text((s) => `refresh_token=${s}&grant_type=refresh_token`, 'application/json'),
  text((s) => `{"refresh_token":"${s}`, 'application/json'),
];

const answerHeader =
  (name: string, before = '', after = ''): Place<AnswerDetail> =>
  (secret) => ({ headers: [[name, `${before}${secret}${after}`]] });
const said =
  (make: (secret: string) => unknown): Place<AnswerDetail> =>
  (secret) => ({ json: make(secret) });
const refused =
  (make: (secret: string) => unknown): Place<AnswerDetail> =>
  (secret) => ({ status: 400, json: make(secret) });
const leadsTo =
  (location: (secret: string) => string): Place<AnswerDetail> =>
  (secret) => ({ status: 302, headers: [['Location', location(secret)]] });

export const ANSWER_PLACES: readonly Place<AnswerDetail>[] = [
  said((s) => ({ access_token: s, expires_in: 300 })),
  said((s) => ({ access_token: `${s}A`, refresh_token: s, id_token: s })),
  said((s) => ({ data: { login: { tokens: { accessToken: s, refreshToken: `${s}R` } } } })),
  said((s) => ({ token: s })),
  said((s) => ({ session: s })),
  said((s) => s),
  said((s) => [{ jwt: s }]),
  said((s) => ({ ok: false, error: s })),
  said((s) => ({ errors: [{ message: s, extensions: { code: s } }] })),
  said((s) => ({ access_token: 'abcdefgh12345678', token_type: s })),
  said((s) => ({ access_token: 'abcdefgh12345678', scope: `openid pay:${s}` })),
  said((s) => ({ access_token: 'abcdefgh12345678', deep: { [s]: PLAIN_JWT } })),
  said((s) => ({ AuthenticationResult: { AccessToken: s, RefreshToken: s } })),
  refused((s) => ({ error: s })),
  refused((s) => ({ error: 'invalid_grant', error_description: `token ${s} was already used` })),
  refused((s) => ({ error: { message: s, status: s, code: s } })),
  refused((s) => ({ __type: s, message: `Refresh Token ${s} has expired` })),
  refused((s) => ({ code: 400, error_code: s, msg: s })),
  answerHeader('Authorization', 'Bearer '),
  answerHeader('st-access-token'),
  answerHeader('X-Auth-Token'),
  answerHeader('front-token'),
  answerHeader('WWW-Authenticate', 'Bearer error="', '"'),
  answerHeader('WWW-Authenticate'),
  answerHeader('DPoP-Nonce'),
  answerHeader('X-Sb-Error-Code'),
  answerHeader('sb-auth-refresh-token-reuse-cause'),
  answerHeader('x-amzn-errortype'),
  answerHeader('ETag'),
  answerHeader('Set-Cookie', 'session=', '; HttpOnly; Path=/'),
  answerHeader('Set-Cookie', 'refresh_token=', '; HttpOnly'),
  answerHeader('Set-Cookie', '', '=1'),
  answerHeader('Set-Cookie', '', '=some-value'),
  answerHeader('Set-Cookie', '', '=; Max-Age=0'),
  answerHeader('Set-Cookie', 'a=some-value; Path=/'),
  answerHeader('Set-Cookie', 'a=some-value; Domain='),
  answerHeader('Set-Cookie', 'a=1; Max-Age='),
  answerHeader('Set-Cookie', 'a=1; value='),
  answerHeader('Set-Cookie', 'a=1; HttpOnly, refresh_token='),
  (secret) => ({ headers: [['Set-Cookie', `auth=${encodeURIComponent(wrap(secret))}; Secure`]] }),
  (secret) => ({
    headers: [
      ['Set-Cookie', `t.0=${halves(secret)[0]}`],
      ['Set-Cookie', `t.1=${halves(secret)[1]}`],
    ],
  }),
  leadsTo((s) => `https://app.shop.example/cb?code=${s}&state=${s}`),
  leadsTo((s) => `https://app.shop.example/cb#access_token=${s}&expires_in=300`),
  leadsTo((s) => `/magic/${s}`),
  leadsTo((s) => `https://app.shop.example/cb?error=${s}`),
  leadsTo((s) => `https://user:${s}@app.shop.example/`),
  (secret) => ({ text: secret }),
  (secret) => ({ text: `access_token=${secret}&token_type=bearer` }),
  (secret) => ({ text: `<html>${secret}</html>` }),
];
