// An app on @supabase/auth-js: it asks for the session before each call, and the client refreshes when less than 90 s
// of it are left. It also keeps refresh tokens that it should have forgotten.
import { GoTrueClient } from '@supabase/auth-js';
import { readClientConfig } from './config';
import { countRenewal, describeAnswer, offerActions, showSession, watchDue } from './shell';

const MARGIN_MS = 90_000;

const { authority, apiOrigin, clientId: publicKey } = readClientConfig();
const headers = { apikey: publicKey, Authorization: `Bearer ${publicKey}` };
const auth = new GoTrueClient({ url: `${authority}/auth/v1`, headers, storageKey: 'sb-loopback-auth-token' });
const kept: string[] = [];
let expiresAtMs = Number.POSITIVE_INFINITY;

auth.onAuthStateChange((event, session) => {
  if (event === 'TOKEN_REFRESHED') countRenewal();
  if (session === null) return;
  kept.push(session.refresh_token);
  expiresAtMs = (session.expires_at ?? 0) * 1000;
});

offerActions({
  'Sign in': async () => {
    const { error } = await auth.signInWithPassword({ email: 'ada@shop.example', password: 'correct horse' });
    showSession(error === null);
    return 'signed in';
  },
  'Call the API': async () => {
    const { data } = await auth.getSession();
    const bearer = { ...headers, Authorization: `Bearer ${data.session?.access_token ?? publicKey}` };
    return describeAnswer(fetch(`${apiOrigin}/rest/v1/orders`, { headers: bearer }));
  },
  'Send the first refresh token again': async () => {
    const { error } = await auth.refreshSession({ refresh_token: kept[0] ?? '' });
    return error?.code ?? 'accepted';
  },
});
await auth.initialize();
showSession(false);
watchDue(() => expiresAtMs - Date.now() < MARGIN_MS);
