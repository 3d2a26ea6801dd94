// @supabase/auth-js in a world with a project: its auth server and its API share one address and one public key.
import { openLoopbackServer } from '../loopback-server';
import type { ClientWorld } from './client-world';
import { startSupabase } from './servers/start-supabase';
import { createTokenSigner } from './servers/token-signer';
import { startClientPage } from './start-client-page';

const TEN_YEARS_SEC = 10 * 365 * 24 * 60 * 60;

export async function startSupabaseClient(accessTokenLifetimeSec: number): Promise<ClientWorld> {
  const servers = await Promise.all([openLoopbackServer(), openLoopbackServer()]);
  const [projectServer, appServer] = servers;
  const { origin: authority } = projectServer;
  const signer = await createTokenSigner();
  startSupabase(projectServer, { signer, accessTokenLifetimeSec });
  // Every visitor has it: no token of a user.
  const publicKey = await signer.sign({ iss: 'supabase', ref: 'loopback', role: 'anon' }, TEN_YEARS_SEC);
  await startClientPage(appServer, {
    script: 'supabase',
    config: { authority, apiOrigin: authority, clientId: publicKey, scope: '' },
  });
  return { appOrigin: appServer.origin, close: () => Promise.all(servers.map((server) => server.close())) };
}
