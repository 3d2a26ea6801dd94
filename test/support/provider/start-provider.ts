// A loopback OpenID provider made of oidc-provider. It keeps a list of every secret it issued and of every answer of
// its token endpoint, so that tests can compare what the extension says with what really happened.
import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { ProviderContext } from 'oidc-provider';
import type { LoopbackServer } from '../loopback-server';
import { createIssuedSecrets, type IssuedSecrets } from './issued-secrets';
import { loadProviderModule } from './load-provider-module';
import { createMemoryAdapter } from './memory-adapter';
import { renderSignInPage } from './pages';
import { createProviderConfiguration } from './provider-configuration';
import { createTurnstile } from './turnstile';

export interface TokenAnswer {
  readonly grantType: string;
  readonly status: number;
  readonly startedAtMs: number;
  readonly answeredAtMs: number;
}

export interface LoopbackProvider {
  readonly publicKey: JWK;
  /** Access, refresh and ID tokens, codes, PKCE verifiers and session cookies: everything that must not leak. */
  issuedSecrets(): string[];
  tokenAnswers(): TokenAnswer[];
}

export interface ProviderOptions {
  readonly appOrigin: string;
  readonly apiOrigin: string;
  readonly accessTokenLifetimeSec: number;
  /** How long the token endpoint keeps a finished answer back, so that racing tabs really overlap. */
  readonly tokenLatencyMs: number;
  readonly bindsTokens?: boolean;
}

const INTERACTION_PATH = /^\/interaction\/[\w-]+$/;
const SECRET_MODELS = new Set(['RefreshToken', 'AccessToken', 'AuthorizationCode', 'Session']);

export async function startProvider(server: LoopbackServer, options: ProviderOptions): Promise<LoopbackProvider> {
  const secrets = createIssuedSecrets();
  const answers: TokenAnswer[] = [];
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const { Provider } = await loadProviderModule();
  const provider = new Provider(
    server.origin,
    createProviderConfiguration({
      ...options,
      signingKey: { ...(await exportJWK(privateKey)), kid: 'loopback', alg: 'ES256', use: 'sig' },
      cookieKey: randomBytes(16).toString('hex'),
      adapter: createMemoryAdapter((model, id) => {
        if (SECRET_MODELS.has(model)) secrets.add(id);
      }),
    }),
  );
  const turnstile = createTurnstile();
  provider.use(async (context, next) => {
    if (context.path !== '/token' || context.method !== 'POST') return next();
    const startedAtMs = Date.now();
    await turnstile.pass(next);
    await delay(options.tokenLatencyMs);
    recordSecrets(secrets, context);
    const grantType = String(context.oidc.params?.grant_type);
    answers.push({ grantType, status: context.status, startedAtMs, answeredAtMs: Date.now() });
  });
  const handleOidc = provider.callback();
  server.serve(async (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (!INTERACTION_PATH.test(path)) return handleOidc(request, response);
    if (request.method === 'POST') {
      return provider.interactionFinished(request, response, { login: { accountId: 'ada' } });
    }
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(renderSignInPage(path));
  });
  return {
    publicKey: { ...(await exportJWK(publicKey)), kid: 'loopback', alg: 'ES256' },
    issuedSecrets: () => secrets.list(),
    tokenAnswers: () => [...answers],
  };
}

function recordSecrets(secrets: IssuedSecrets, { body, oidc }: ProviderContext): void {
  secrets.add(oidc.params?.code_verifier);
  if (typeof body !== 'object' || body === null) return;
  const issued = Object.entries(body).filter(([name]) => ['access_token', 'refresh_token', 'id_token'].includes(name));
  for (const [, value] of issued) secrets.add(value);
}
