// An app on oauth4webapi that binds its tokens to a key (DPoP) and is asked for nonces by the provider and by the API.
import * as oauth from 'oauth4webapi';
import { readClientConfig } from './config';
import { countRenewal, describeAnswer, offerActions, showSession } from './shell';

const config = readClientConfig();
// The loopback world has no TLS.
const insecurely = { [oauth.allowInsecureRequests]: true };
const issuer = new URL(config.authority);
const server = await oauth
  .discoveryRequest(issuer, insecurely)
  .then((response) => oauth.processDiscoveryResponse(issuer, response));
const client: oauth.Client = { client_id: config.clientId };
const isReturning = location.pathname === '/callback';
const DPoP = oauth.DPoP(client, await oauth.generateKeyPair('ES256'));
const redirectUri = `${location.origin}/callback`;
let tokens: oauth.TokenEndpointResponse | undefined;

/** As the library's documentation has it: a server may ask for its nonce, then the request is made once more. */
async function withNonce<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!oauth.isDPoPNonceError(error)) throw error;
    return await send();
  }
}

async function signIn(): Promise<string> {
  const verifier = oauth.generateRandomCodeVerifier();
  const nonce = oauth.generateRandomNonce();
  sessionStorage.setItem('verifier', verifier);
  sessionStorage.setItem('nonce', nonce);
  const url = new URL(server.authorization_endpoint ?? '');
  url.search = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: config.scope,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    nonce,
    resource: config.apiOrigin,
  }).toString();
  location.assign(url);
  return 'on the way to the provider';
}

async function exchangeCode(): Promise<oauth.TokenEndpointResponse> {
  const parameters = oauth.validateAuthResponse(server, client, new URL(location.href), oauth.skipStateCheck);
  const verifier = sessionStorage.getItem('verifier') ?? '';
  const expectedNonce = sessionStorage.getItem('nonce') ?? '';
  const options = { DPoP, ...insecurely };
  return withNonce(async () =>
    oauth.processAuthorizationCodeResponse(
      server,
      client,
      await oauth.authorizationCodeGrantRequest(
        server,
        client,
        oauth.None(),
        parameters,
        redirectUri,
        verifier,
        options,
      ),
      { expectedNonce, requireIdToken: true },
    ),
  );
}

async function refresh(): Promise<string> {
  const refreshToken = tokens?.refresh_token ?? '';
  tokens = await withNonce(async () =>
    oauth.processRefreshTokenResponse(
      server,
      client,
      await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refreshToken, { DPoP, ...insecurely }),
    ),
  );
  countRenewal();
  return 'refreshed';
}

async function callApi(): Promise<string> {
  const url = new URL('/me', config.apiOrigin);
  const accessToken = tokens?.access_token ?? '';
  return describeAnswer(
    withNonce(() =>
      oauth.protectedResourceRequest(accessToken, 'GET', url, undefined, undefined, { DPoP, ...insecurely }),
    ),
  );
}

offerActions({ 'Sign in': signIn, 'Call the API': callApi, 'Refresh now': refresh });
if (isReturning) tokens = await exchangeCode();
showSession(isReturning);
