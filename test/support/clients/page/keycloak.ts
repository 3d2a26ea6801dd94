// An app on keycloak-js: it asks for a token with some life left before each call, which is when the client refreshes.
import Keycloak from 'keycloak-js';
import { readClientConfig } from './config';
import { countRenewal, describeAnswer, offerActions, showSession, watchDue } from './shell';

const MIN_VALIDITY_SEC = 5;

const config = readClientConfig();
const keycloak = new Keycloak({ url: config.authority, realm: config.scope, clientId: config.clientId });
keycloak.onAuthRefreshSuccess = countRenewal;

offerActions({
  'Sign in': async () => {
    await keycloak.login({ redirectUri: `${location.origin}/callback` });
    return 'on the way to the provider';
  },
  'Call the API': async () => {
    await keycloak.updateToken(MIN_VALIDITY_SEC);
    return describeAnswer(fetch(`${config.apiOrigin}/me`, { headers: { Authorization: `Bearer ${keycloak.token}` } }));
  },
});
showSession(await keycloak.init({ checkLoginIframe: false }));
watchDue(() => keycloak.authenticated === true && keycloak.isTokenExpired(MIN_VALIDITY_SEC));
