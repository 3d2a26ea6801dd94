// Answers in the shapes of a Keycloak realm: the code in the fragment, every token a JWT that names its kind in `typ`, a
// new refresh token at each refresh (the old ones stay good: Keycloak's default), refresh_expires_in, session_state.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { decodeJwt, type JWK, type JWTPayload, SignJWT } from 'jose';
import type { LoopbackServer } from '../../loopback-server';
import { type Reply, serveRoutes } from './serve-routes';
import { createTokenSigner } from './token-signer';

export const REALM = 'loopback';
const ENDPOINTS = `/realms/${REALM}/protocol/openid-connect`;
const IDLE_SEC = 30 * 60;

export interface KeycloakInput {
  readonly apiOrigin: string;
  readonly accessTokenLifetimeSec: number;
}

interface Authorization {
  readonly clientId: string;
  readonly nonce: string;
  readonly challenge: string;
}

export async function startKeycloak(
  server: LoopbackServer,
  input: KeycloakInput,
): Promise<{ readonly issuer: string; readonly publicKey: JWK }> {
  const issuer = `${server.origin}/realms/${REALM}`;
  const signer = await createTokenSigner();
  const refreshKey = randomBytes(64);
  const codes = new Map<string, Authorization>();
  const sid = randomUUID();

  const signRefreshToken = (claims: JWTPayload): Promise<string> => {
    const iat = Math.floor(Date.now() / 1000);
    return new SignJWT({ ...claims, jti: randomUUID(), aud: issuer, typ: 'Refresh', iat, exp: iat + IDLE_SEC })
      .setProtectedHeader({ alg: 'HS512', typ: 'JWT', kid: 'refresh' })
      .sign(refreshKey);
  };

  const issue = async (clientId: string, nonce?: string): Promise<Reply> => {
    const { apiOrigin, accessTokenLifetimeSec } = input;
    const common = { iss: issuer, sub: 'ada', azp: clientId, sid, scope: 'openid profile' };
    const accessClaims = { ...common, aud: [apiOrigin, 'account'], typ: 'Bearer', acr: '1', preferred_username: 'ada' };
    const idClaims = { ...common, aud: clientId, typ: 'ID', ...(nonce === undefined ? {} : { nonce }) };
    return {
      status: 200,
      json: {
        access_token: await signer.sign(accessClaims, accessTokenLifetimeSec),
        expires_in: accessTokenLifetimeSec,
        refresh_expires_in: IDLE_SEC,
        refresh_token: await signRefreshToken(common),
        token_type: 'Bearer',
        id_token: await signer.sign(idClaims, accessTokenLifetimeSec),
        'not-before-policy': 0,
        session_state: sid,
        scope: common.scope,
      },
    };
  };

  serveRoutes(server, {
    [`GET ${ENDPOINTS}/auth`]: ({ url: { searchParams: asked } }) => {
      const code = `${randomUUID()}.${sid}.${randomUUID()}`;
      const read = (name: string): string => asked.get(name) ?? '';
      codes.set(code, { clientId: read('client_id'), nonce: read('nonce'), challenge: read('code_challenge') });
      const answer = new URLSearchParams({ state: read('state'), session_state: sid, iss: issuer, code });
      return { status: 302, headers: { Location: `${read('redirect_uri')}#${answer}` } };
    },
    [`POST ${ENDPOINTS}/token`]: ({ body }) => {
      const form = new URLSearchParams(body);
      const clientId = form.get('client_id') ?? '';
      if (form.get('grant_type') === 'refresh_token') {
        const isOurs = decodeJwt(form.get('refresh_token') ?? '').sid === sid;
        return isOurs ? issue(clientId) : refuse('Invalid refresh token');
      }
      const code = form.get('code') ?? '';
      const authorization = codes.get(code);
      codes.delete(code);
      const challenge = createHash('sha256').update(form.get('code_verifier') ?? '');
      if (authorization?.challenge !== challenge.digest('base64url')) return refuse('Code not valid');
      return issue(authorization.clientId, authorization.nonce);
    },
  });
  return { issuer, publicKey: signer.publicKey };
}

const refuse = (reason: string): Reply => ({
  status: 400,
  json: { error: 'invalid_grant', error_description: reason },
});
