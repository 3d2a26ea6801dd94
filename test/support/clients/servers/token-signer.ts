// Signs and checks the tokens of a loopback server that imitates a service.
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';

export interface TokenSigner {
  readonly publicKey: JWK;
  sign(claims: JWTPayload, lifetimeSec: number): Promise<string>;
  isValid(token: string | undefined): Promise<boolean>;
}

const ALGORITHM = 'ES256';
const KEY_ID = 'loopback';

export async function createTokenSigner(): Promise<TokenSigner> {
  const { privateKey, publicKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  return {
    publicKey: { ...(await exportJWK(publicKey)), kid: KEY_ID, alg: ALGORITHM },
    sign(claims, lifetimeSec) {
      const iat = Math.floor(Date.now() / 1000);
      return new SignJWT({ jti: randomUUID(), ...claims, iat, exp: iat + lifetimeSec })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid: KEY_ID })
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
