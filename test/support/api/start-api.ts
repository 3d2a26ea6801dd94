// A loopback API that checks access tokens as a resource server must: signature, issuer, audience, expiry without any
// leeway, and the DPoP proof of a token that is bound to a key. It says why it refuses (RFC 6750 section 3) and counts
// its answers.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createLocalJWKSet, type JWK, jwtVerify } from 'jose';
import type { LoopbackServer } from '../loopback-server';
import { createProofCheck, NONCE_NEEDED } from './check-proof';

export interface ApiAnswer {
  readonly path: string;
  readonly status: number;
}

export interface LoopbackApi {
  answers(): ApiAnswer[];
}

export interface ApiOptions {
  readonly issuer: string;
  readonly publicKey: JWK;
  readonly appOrigin: string;
}

const RESOURCES: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['/me', { name: 'Ada Lovelace', customer: 1815 }],
  [
    '/orders',
    [
      { id: 'A-17', item: 'Difference engine', amount: 1 },
      { id: 'A-18', item: 'Punch cards', amount: 500 },
    ],
  ],
]);

export function startApi(server: LoopbackServer, options: ApiOptions): LoopbackApi {
  const keys = createLocalJWKSet({ keys: [options.publicKey] });
  const answers: ApiAnswer[] = [];

  const { nonce, checkProof } = createProofCheck(server.origin);

  const refusalOf = async (request: IncomingMessage): Promise<string | undefined> => {
    const [, scheme, token] = /^(Bearer|DPoP) (.+)$/.exec(request.headers.authorization ?? '') ?? [];
    if (token === undefined) return 'no access token';
    try {
      const { payload } = await jwtVerify(token, keys, { issuer: options.issuer, audience: server.origin });
      if (scheme === 'Bearer' && payload.cnf === undefined) return undefined;
      return await checkProof(request, token, payload);
    } catch (error) {
      return error instanceof Error ? error.message : 'not a valid token';
    }
  };

  const answer = (request: IncomingMessage, response: ServerResponse, status: number, body: unknown): void => {
    answers.push({ path: request.url ?? '/', status });
    response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
    response.end(JSON.stringify(body));
  };

  server.serve(async (request, response) => {
    response.setHeader('Access-Control-Allow-Origin', options.appOrigin);
    response.setHeader('Vary', 'Origin');
    if (request.method === 'OPTIONS') {
      response.writeHead(204, {
        'Access-Control-Allow-Headers': 'authorization, dpop',
        'Access-Control-Allow-Methods': 'GET',
      });
      response.end();
      return;
    }
    response.setHeader('Access-Control-Expose-Headers', 'WWW-Authenticate, DPoP-Nonce, Date');
    const resource = RESOURCES.get(request.url ?? '/');
    if (resource === undefined) return answer(request, response, 404, { error: 'not_found' });
    const refusal = await refusalOf(request);
    if (refusal === undefined) return answer(request, response, 200, resource);
    if (refusal === NONCE_NEEDED) {
      response.setHeader('WWW-Authenticate', `DPoP error="${refusal}"`);
      response.setHeader('DPoP-Nonce', nonce);
      return answer(request, response, 401, { error: refusal });
    }
    response.setHeader(
      'WWW-Authenticate',
      `Bearer error="invalid_token", error_description="${refusal.replaceAll('"', "'")}"`,
    );
    answer(request, response, 401, { error: 'invalid_token', error_description: refusal });
  });
  return { answers: () => [...answers] };
}
