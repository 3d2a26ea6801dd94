// A client's page in a world with the real provider and the API that checks signatures.
import { startApi } from '../api/start-api';
import { openLoopbackServer } from '../loopback-server';
import { API_SCOPE, CLIENT_ID } from '../provider/provider-configuration';
import { startProvider } from '../provider/start-provider';
import type { ClientWorld } from './client-world';
import { startClientPage } from './start-client-page';

export interface ProviderClientInput {
  readonly script: string;
  readonly accessTokenLifetimeSec: number;
  readonly bindsTokens?: boolean;
  readonly filesFor?: (origins: { readonly issuer: string; readonly apiOrigin: string }) => ReadonlyMap<string, string>;
}

export async function startProviderClient(input: ProviderClientInput): Promise<ClientWorld> {
  const servers = await Promise.all([openLoopbackServer(), openLoopbackServer(), openLoopbackServer()]);
  const [providerServer, apiServer, appServer] = servers;
  const { origin: issuer } = providerServer;
  const { origin: apiOrigin } = apiServer;
  const { origin: appOrigin } = appServer;
  const { publicKey } = await startProvider(providerServer, {
    appOrigin,
    apiOrigin,
    accessTokenLifetimeSec: input.accessTokenLifetimeSec,
    tokenLatencyMs: 50,
    bindsTokens: input.bindsTokens ?? false,
  });
  startApi(apiServer, { issuer, appOrigin, publicKey });
  await startClientPage(appServer, {
    script: input.script,
    config: { authority: issuer, apiOrigin, clientId: CLIENT_ID, scope: `openid profile ${API_SCOPE}` },
    files: input.filesFor?.({ issuer, apiOrigin }) ?? new Map(),
  });
  return { appOrigin, close: () => Promise.all(servers.map((server) => server.close())) };
}
