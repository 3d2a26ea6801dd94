// Answers in the shapes of a Cognito user pool: one address for everything, the operation in X-Amz-Target, an encrypted
// refresh token that stays the same. An API behind it takes the bare ID token.
import { randomUUID } from 'node:crypto';
import { EncryptJWT, generateKeyPair } from 'jose';
import * as v from 'valibot';
import type { LoopbackServer } from '../../loopback-server';
import { type Call, type Reply, serveRoutes } from './serve-routes';
import { createTokenSigner } from './token-signer';

export const POOL_ID = 'eu-west-1_loopback';
const TARGET = 'AWSCognitoIdentityProviderService';
const InitiateAuthSchema = v.object({
  AuthFlow: v.string(),
  ClientId: v.string(),
  AuthParameters: v.object({ REFRESH_TOKEN: v.optional(v.string()) }),
});

export interface CognitoInput {
  readonly poolServer: LoopbackServer;
  readonly apiServer: LoopbackServer;
  readonly lifetimeSec: number;
}

export async function startCognito({ poolServer, apiServer, lifetimeSec }: CognitoInput): Promise<void> {
  const signer = await createTokenSigner();
  const refreshToken = await encryptRefreshToken();
  const session = { sub: randomUUID(), event_id: randomUUID(), origin_jti: randomUUID() };

  const initiateAuth = async ({ body }: Call): Promise<Reply> => {
    const { AuthFlow, ClientId, AuthParameters } = v.parse(InitiateAuthSchema, JSON.parse(body));
    const isRefresh = AuthFlow === 'REFRESH_TOKEN_AUTH';
    if (isRefresh && AuthParameters.REFRESH_TOKEN !== refreshToken) return refuse('Invalid Refresh Token');
    const common = { ...session, iss: `${poolServer.origin}/${POOL_ID}` };
    const accessClaims = { ...common, client_id: ClientId, token_use: 'access', username: 'ada' };
    const idClaims = { ...common, aud: ClientId, token_use: 'id', 'cognito:username': 'ada' };
    return answer({
      AuthenticationResult: {
        AccessToken: await signer.sign({ ...accessClaims, scope: 'aws.cognito.signin.user.admin' }, lifetimeSec),
        ExpiresIn: lifetimeSec,
        IdToken: await signer.sign(idClaims, lifetimeSec),
        TokenType: 'Bearer',
        ...(isRefresh ? {} : { RefreshToken: refreshToken }),
      },
      ChallengeParameters: {},
    });
  };

  serveRoutes(poolServer, {
    'POST /': (call) => {
      const target = call.headers['x-amz-target'];
      if (target === `${TARGET}.InitiateAuth`) return initiateAuth(call);
      if (target === `${TARGET}.GetUser`) return answer({ Username: 'ada', UserAttributes: [] });
      return { status: 400, json: { __type: 'UnknownOperationException' } };
    },
  });
  serveRoutes(apiServer, {
    'GET /orders': async ({ headers }) => {
      const isValid = await signer.isValid(headers.authorization);
      return isValid ? { status: 200, json: [] } : { status: 401, json: { message: 'The incoming token has expired' } };
    },
  });
}

const answer = (json: unknown): Reply => ({
  status: 200,
  json,
  headers: { 'Content-Type': 'application/x-amz-json-1.1' },
});

const refuse = (message: string): Reply => ({
  status: 400,
  json: { __type: 'NotAuthorizedException', message },
  headers: { 'x-amzn-errortype': 'NotAuthorizedException:' },
});

async function encryptRefreshToken(): Promise<string> {
  const { publicKey } = await generateKeyPair('RSA-OAEP');
  return new EncryptJWT({}).setProtectedHeader({ cty: 'JWT', enc: 'A256GCM', alg: 'RSA-OAEP' }).encrypt(publicKey);
}
