// The whole loopback world in one call: a provider, an API and an app, each on an origin of its own.
import { type ApiAnswer, startApi } from './api/start-api';
import { startApp } from './app/start-app';
import { openLoopbackServer } from './loopback-server';
import { API_SCOPE, CLIENT_ID } from './provider/provider-configuration';
import { startProvider, type TokenAnswer } from './provider/start-provider';

export interface WorldOptions {
  readonly accessTokenLifetimeSec?: number;
  /** How long before expiry the app renews by itself. The client looks every 5 s, so that only a difference of
   * lifetime and lead that 5 divides (or one of at most 5) makes the lead exact. */
  readonly renewalLeadSec?: number;
  readonly tokenLatencyMs?: number;
}

export interface World {
  readonly appOrigin: string;
  readonly apiOrigin: string;
  readonly issuer: string;
  readonly accessTokenLifetimeSec: number;
  readonly renewalLeadSec: number;
  issuedSecrets(): string[];
  tokenAnswers(): TokenAnswer[];
  apiAnswers(): ApiAnswer[];
  close(): Promise<void>;
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const { accessTokenLifetimeSec = 15, renewalLeadSec = 5, tokenLatencyMs = 150 } = options;
  const untilRenewalSec = accessTokenLifetimeSec - renewalLeadSec;
  if (untilRenewalSec < 1 || (untilRenewalSec > 5 && untilRenewalSec % 5 !== 0)) {
    throw new Error(`A lead of ${renewalLeadSec} s in a life of ${accessTokenLifetimeSec} s would not be exact`);
  }
  const [providerServer, apiServer, appServer] = await Promise.all([
    openLoopbackServer(),
    openLoopbackServer(),
    openLoopbackServer(),
  ]);
  const issuer = providerServer.origin;
  const apiOrigin = apiServer.origin;
  const appOrigin = appServer.origin;
  const provider = await startProvider(providerServer, {
    appOrigin,
    apiOrigin,
    accessTokenLifetimeSec,
    tokenLatencyMs,
  });
  const api = startApi(apiServer, { issuer, appOrigin, publicKey: provider.publicKey });
  await startApp(appServer, {
    issuer,
    apiOrigin,
    clientId: CLIENT_ID,
    scope: `openid profile ${API_SCOPE}`,
    renewalLeadSec,
  });
  return {
    appOrigin,
    apiOrigin,
    issuer,
    accessTokenLifetimeSec,
    renewalLeadSec,
    issuedSecrets: provider.issuedSecrets,
    tokenAnswers: provider.tokenAnswers,
    apiAnswers: api.answers,
    close: async () => {
      await Promise.all([providerServer.close(), apiServer.close(), appServer.close()]);
    },
  };
}
