// What makes oidc-provider behave like a modern provider for single-page apps: one public client, PKCE, refresh tokens
// always issued and always rotated, signed JWT access tokens of a short life, consent given silently.
import { randomBytes } from 'node:crypto';
import type { Grant, ProviderContext } from 'oidc-provider';
import { renderMessagePage, renderSignOutPage } from './pages';

export const CLIENT_ID = 'orders-spa';
export const API_SCOPE = 'orders:read';
const SIGNING_ALGORITHM = 'ES256';
const DAY_SEC = 24 * 60 * 60;

export interface ProviderConfigurationInput {
  readonly appOrigin: string;
  readonly apiOrigin: string;
  readonly accessTokenLifetimeSec: number;
  readonly signingKey: Readonly<Record<string, unknown>>;
  readonly cookieKey: string;
  readonly adapter: unknown;
  /** Binds every token to the client's key (DPoP) and asks for a nonce; the refresh token then stays the same. */
  readonly bindsTokens?: boolean;
}

export function createProviderConfiguration(input: ProviderConfigurationInput): Record<string, unknown> {
  const { appOrigin, apiOrigin, accessTokenLifetimeSec, bindsTokens = false } = input;
  return {
    adapter: input.adapter,
    jwks: { keys: [input.signingKey] },
    cookies: { keys: [input.cookieKey] },
    clients: [
      {
        client_id: CLIENT_ID,
        client_name: 'Orders',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [`${appOrigin}/callback`],
        post_logout_redirect_uris: [`${appOrigin}/`],
        id_token_signed_response_alg: SIGNING_ALGORITHM,
        dpop_bound_access_tokens: bindsTokens,
      },
    ],
    clientBasedCORS: (_context: ProviderContext, origin: string) => origin === appOrigin,
    claims: { openid: ['sub'], profile: ['name'] },
    findAccount: async (_context: ProviderContext, accountId: string) => ({
      accountId,
      claims: async () => ({ sub: accountId, name: 'Ada Lovelace' }),
    }),
    issueRefreshToken: async () => true,
    rotateRefreshToken: !bindsTokens,
    pkce: { required: () => true },
    loadExistingGrant: (context: ProviderContext) => loadOrGiveGrant(context, apiOrigin),
    interactions: { url: async (_context: ProviderContext, { uid }: { uid: string }) => `/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: bindsTokens, nonceSecret: randomBytes(32), requireNonce: () => bindsTokens },
      revocation: { enabled: true, allowedPolicy: async () => true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (context: ProviderContext, form: string) => {
          context.body = renderSignOutPage(form);
        },
        postLogoutSuccessSource: async (context: ProviderContext) => {
          context.body = renderMessagePage('Signed out', 'You may close this page.');
        },
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: async () => apiOrigin,
        useGrantedResource: async () => true,
        getResourceServerInfo: async () => ({
          scope: API_SCOPE,
          audience: apiOrigin,
          accessTokenTTL: accessTokenLifetimeSec,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: SIGNING_ALGORITHM } },
        }),
      },
    },
    renderError: async (context: ProviderContext, out: Record<string, string>) => {
      context.type = 'html';
      context.body = renderMessagePage('The provider refused', Object.values(out).join(': '));
    },
    ttl: {
      AccessToken: accessTokenLifetimeSec,
      AuthorizationCode: 60,
      IdToken: accessTokenLifetimeSec,
      RefreshToken: DAY_SEC,
      Interaction: 600,
      Session: DAY_SEC,
      Grant: DAY_SEC,
    },
  };
}

/** Ada has agreed to everything beforehand, so that signing in is one click. */
async function loadOrGiveGrant(context: ProviderContext, apiOrigin: string): Promise<Grant> {
  const { provider, client, session, result } = context.oidc;
  const grantId = result?.consent?.grantId ?? session.grantIdFor(client.clientId);
  const given = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  if (given) return given;
  const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
  grant.addOIDCScope('openid profile');
  grant.addResourceScope(apiOrigin, API_SCOPE);
  await grant.save();
  return grant;
}
