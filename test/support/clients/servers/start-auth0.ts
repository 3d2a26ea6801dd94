// Answers in the shapes of an Auth0 tenant: an issuer that ends with a slash, opaque refresh tokens that rotate without a
// leeway, and 403 for one that is not good any more.
import { createHash, randomBytes } from 'node:crypto';
import type { JWK } from 'jose';
import type { LoopbackServer } from '../../loopback-server';
import { type Call, type Reply, serveRoutes } from './serve-routes';
import { createTokenSigner } from './token-signer';

export interface Auth0Input {
  readonly apiOrigin: string;
  readonly accessTokenLifetimeSec: number;
  /** After so many the refresh token has reached its absolute lifetime. */
  readonly refreshesPerSession: number;
}

interface Authorization {
  readonly clientId: string;
  readonly nonce: string;
  readonly challenge: string;
  readonly scope: string;
}

export async function startAuth0(
  server: LoopbackServer,
  { apiOrigin, accessTokenLifetimeSec, refreshesPerSession }: Auth0Input,
): Promise<{ readonly issuer: string; readonly publicKey: JWK }> {
  const issuer = `${server.origin}/`;
  const signer = await createTokenSigner('RS256');
  const codes = new Map<string, Authorization>();
  let session: (Authorization & { readonly refreshToken: string; readonly refreshes: number }) | null = null;

  const issue = async (authorization: Authorization, refreshes: number): Promise<Reply> => {
    const { clientId, nonce, scope } = authorization;
    const common = { iss: issuer, sub: 'auth0|ada' };
    const refreshToken = `v1.${randomBytes(32).toString('base64url')}`;
    session = { ...authorization, refreshToken, refreshes };
    return {
      status: 200,
      json: {
        access_token: await signer.sign({ ...common, aud: apiOrigin, azp: clientId, scope }, accessTokenLifetimeSec),
        refresh_token: refreshToken,
        id_token: await signer.sign({ ...common, aud: clientId, nonce }, accessTokenLifetimeSec),
        scope,
        expires_in: accessTokenLifetimeSec,
        token_type: 'Bearer',
      },
    };
  };

  const redeem = ({ code, code_verifier }: Readonly<Record<string, string>>): Reply | Promise<Reply> => {
    const authorization = codes.get(code ?? '');
    codes.delete(code ?? '');
    const challenge = createHash('sha256')
      .update(code_verifier ?? '')
      .digest('base64url');
    return authorization?.challenge === challenge ? issue(authorization, 0) : refuse('Invalid authorization code');
  };

  const refresh = ({ refresh_token }: Readonly<Record<string, string>>): Reply | Promise<Reply> =>
    session !== null && session.refreshToken === refresh_token && session.refreshes < refreshesPerSession
      ? issue(session, session.refreshes + 1)
      : refuse('Unknown or invalid refresh token.');

  serveRoutes(server, {
    'GET /authorize': ({ url }) => {
      const asked = Object.fromEntries(url.searchParams);
      const code = randomBytes(24).toString('base64url');
      codes.set(code, {
        clientId: asked.client_id ?? '',
        nonce: asked.nonce ?? '',
        challenge: asked.code_challenge ?? '',
        scope: asked.scope ?? '',
      });
      const target = new URL(asked.redirect_uri ?? '');
      target.search = new URLSearchParams({ code, state: asked.state ?? '' }).toString();
      return { status: 302, headers: { Location: target.href } };
    },
    'POST /oauth/token': ({ body }: Call) => {
      const fields = Object.fromEntries(new URLSearchParams(body));
      return fields.grant_type === 'refresh_token' ? refresh(fields) : redeem(fields);
    },
  });
  return { issuer, publicKey: signer.publicKey };
}

const refuse = (reason: string): Reply => ({
  status: 403,
  json: { error: 'invalid_grant', error_description: reason },
});
