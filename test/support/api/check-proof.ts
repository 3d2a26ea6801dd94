// Checks a DPoP proof as a resource server must (RFC 9449 section 4.3): made by the key that the token is bound to, for
// this request and this token, with the nonce that this server hands out.
import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { calculateJwkThumbprint, EmbeddedJWK, type JWTPayload, jwtVerify } from 'jose';
import * as v from 'valibot';

export const NONCE_NEEDED = 'use_dpop_nonce';

export interface ProofCheck {
  readonly nonce: string;
  /** What is wrong, or undefined. */
  checkProof(request: IncomingMessage, token: string, claims: JWTPayload): Promise<string | undefined>;
}

const ConfirmationSchema = v.object({ jkt: v.string() });

export function createProofCheck(origin: string): ProofCheck {
  const nonce = randomBytes(16).toString('base64url');
  return {
    nonce,
    async checkProof(request, token, claims) {
      const { dpop } = request.headers;
      if (typeof dpop !== 'string') return 'a bound token without a proof';
      const { payload, protectedHeader } = await jwtVerify(dpop, EmbeddedJWK, { typ: 'dpop+jwt' });
      const { jkt } = v.parse(ConfirmationSchema, claims.cnf);
      if (protectedHeader.jwk === undefined || (await calculateJwkThumbprint(protectedHeader.jwk)) !== jkt) {
        return 'the proof is of another key';
      }
      if (payload.htm !== request.method || payload.htu !== `${origin}${request.url}`) return 'a proof for elsewhere';
      if (payload.ath !== createHash('sha256').update(token).digest('base64url')) return 'a proof for another token';
      return payload.nonce === nonce ? undefined : NONCE_NEEDED;
    },
  };
}
