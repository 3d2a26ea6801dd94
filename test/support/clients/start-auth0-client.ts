// @auth0/auth0-spa-js in a world with a tenant and the API that checks signatures.
import { startApi } from '../api/start-api';
import { openLoopbackServer } from '../loopback-server';
import type { ClientWorld } from './client-world';
import { type Auth0Input, startAuth0 } from './servers/start-auth0';
import { startClientPage } from './start-client-page';

export async function startAuth0Client(limits: Omit<Auth0Input, 'apiOrigin'>): Promise<ClientWorld> {
  const servers = await Promise.all([openLoopbackServer(), openLoopbackServer(), openLoopbackServer()]);
  const [tenantServer, apiServer, appServer] = servers;
  const { origin: apiOrigin } = apiServer;
  const { origin: appOrigin } = appServer;
  const { issuer, publicKey } = await startAuth0(tenantServer, { apiOrigin, ...limits });
  startApi(apiServer, { issuer, appOrigin, publicKey });
  await startClientPage(appServer, {
    script: 'auth0',
    config: { authority: tenantServer.origin, apiOrigin, clientId: 'orders-spa', scope: 'read:orders' },
  });
  return { appOrigin, close: () => Promise.all(servers.map((server) => server.close())) };
}
