// Signs and checks the tokens of a loopback server that imitates a service.
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';

export interface TokenSigner {
  readonly publicKey: JWK;
  sign(claims: JWTPayload, lifetimeSec: number): Promise<string>;
  isValid(token: string | undefined): Promise<boolean>;
}

const KEY_ID = 'loopback';

/** `algorithm`: what the service that is imitated signs with. */
export async function createTokenSigner(algorithm: 'ES256' | 'RS256' = 'ES256'): Promise<TokenSigner> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  return {
    publicKey: { ...(await exportJWK(publicKey)), kid: KEY_ID, alg: algorithm },
    sign(claims, lifetimeSec) {
      const iat = Math.floor(Date.now() / 1000);
      return new SignJWT({ jti: randomUUID(), ...claims, iat, exp: iat + lifetimeSec })
        .setProtectedHeader({ alg: algorithm, typ: 'JWT', kid: KEY_ID })
        .sign(privateKey);
    },
    isValid(token = '') {
      return jwtVerify(token, publicKey).then(
        () => true,
        () => false,
      );
    },
  };
}
