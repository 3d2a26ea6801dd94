// An app on @axa-fr/oidc-client, which keeps its tokens in a service worker: the page holds placeholders only. The
// client renews by its own timer.
import { OidcClient } from '@axa-fr/oidc-client';
import { readClientConfig } from './config';
import { countRenewal, describeAnswer, offerActions, showSession } from './shell';

const RENEWAL_LEAD_SEC = 5;

const config = readClientConfig();
const client = OidcClient.getOrCreate(() => fetch)({
  client_id: config.clientId,
  redirect_uri: `${location.origin}/callback`,
  scope: config.scope,
  authority: config.authority,
  service_worker_relative_url: '/OidcServiceWorker.js',
  service_worker_only: true,
  refresh_time_before_tokens_expiration_in_second: RENEWAL_LEAD_SEC,
});
const fetchWithTokens = client.fetchWithTokens((...request) => fetch(...request));

client.subscribeEvents((name) => {
  if (name === OidcClient.eventNames.token_renewed) countRenewal();
});
offerActions({
  'Sign in': async () => {
    await client.loginAsync('/');
    return 'on the way to the provider';
  },
  'Call the API': () => describeAnswer(fetchWithTokens(`${config.apiOrigin}/me`)),
});
await client.tryKeepExistingSessionAsync();
if (location.pathname === '/callback' && client.tokens === null) await client.loginCallbackAsync();
showSession(Boolean(client.tokens));
