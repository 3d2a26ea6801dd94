// amazon-cognito-identity-js in a world with a user pool and an API behind it.
import { openLoopbackServer } from '../loopback-server';
import type { ClientWorld } from './client-world';
import { POOL_ID, startCognito } from './servers/start-cognito';
import { startClientPage } from './start-client-page';

export async function startCognitoClient(lifetimeSec: number): Promise<ClientWorld> {
  const servers = await Promise.all([openLoopbackServer(), openLoopbackServer(), openLoopbackServer()]);
  const [poolServer, apiServer, appServer] = servers;
  await startCognito({ poolServer, apiServer, lifetimeSec });
  await startClientPage(appServer, {
    script: 'cognito',
    config: {
      authority: poolServer.origin,
      apiOrigin: apiServer.origin,
      clientId: '4loopback1client2of3a5pool',
      scope: POOL_ID,
    },
  });
  return { appOrigin: appServer.origin, close: () => Promise.all(servers.map((server) => server.close())) };
}
