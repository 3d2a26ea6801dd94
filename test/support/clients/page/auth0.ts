// An app on @auth0/auth0-spa-js: it asks for a token before each call, and the client refreshes when less than 60 s of it
// are left, from a worker of its own, where alone it keeps its refresh token.
import { Auth0Client } from '@auth0/auth0-spa-js';
import { readClientConfig } from './config';
import { countRenewal, describeAnswer, offerActions, showSession, watchDue } from './shell';

/** A second less than the client's own, which counts in whole seconds. */
const LEAD_SEC = 59;

const { authority, apiOrigin, clientId, scope } = readClientConfig();
const auth0 = new Auth0Client({
  domain: authority,
  clientId,
  useRefreshTokens: true,
  authorizationParams: { redirect_uri: `${location.origin}/callback`, audience: apiOrigin, scope },
});
let endsAtMs = Number.POSITIVE_INFINITY;
let last = '';

async function getToken(): Promise<string> {
  const response = await auth0.getTokenSilently({ detailedResponse: true });
  if (response === undefined) throw new Error('the client has no token');
  const { access_token, expires_in } = response;
  if (access_token === last) return access_token;
  if (last !== '') countRenewal();
  last = access_token;
  endsAtMs = Date.now() + expires_in * 1000;
  return access_token;
}

offerActions({
  'Sign in': async () => {
    await auth0.loginWithRedirect();
    return 'on the way to the provider';
  },
  'Call the API': async () => {
    const headers = { Authorization: `Bearer ${await getToken()}` };
    return describeAnswer(fetch(`${apiOrigin}/me`, { headers }));
  },
});
// It leaves its address as it is: where an app rewrites it at once, Chrome lets the answer's body go before DevTools' pages
// can ask for it, more often than not (observe/devtools-network.ts).
if (location.pathname === '/callback') await auth0.handleRedirectCallback();
showSession(await auth0.isAuthenticated());
watchDue(() => endsAtMs - Date.now() < LEAD_SEC * 1000);
