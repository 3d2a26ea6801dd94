// keycloak-js in a world with a realm and the API that checks signatures.
import { startApi } from '../api/start-api';
import { openLoopbackServer } from '../loopback-server';
import type { ClientWorld } from './client-world';
import { REALM, startKeycloak } from './servers/start-keycloak';
import { startClientPage } from './start-client-page';

export async function startKeycloakClient(
  accessTokenLifetimeSec: number,
  files: ReadonlyMap<string, string> = new Map(),
): Promise<ClientWorld> {
  const servers = await Promise.all([openLoopbackServer(), openLoopbackServer(), openLoopbackServer()]);
  const [realmServer, apiServer, appServer] = servers;
  const { origin: apiOrigin } = apiServer;
  const { origin: appOrigin } = appServer;
  const { issuer, publicKey } = await startKeycloak(realmServer, { apiOrigin, accessTokenLifetimeSec });
  startApi(apiServer, { issuer, appOrigin, publicKey });
  await startClientPage(appServer, {
    script: 'keycloak',
    config: { authority: realmServer.origin, apiOrigin, clientId: 'orders-spa', scope: REALM },
    files,
  });
  return { appOrigin, close: () => Promise.all(servers.map((server) => server.close())) };
}
