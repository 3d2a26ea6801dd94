// DPoP proofs for stories (RFC 9449 4.2): made for the request that first carries their name, sent again as they are.

import { createHash } from 'node:crypto';
import { toEpochSec } from './story-clock';
import { encodeJwt, hash } from './story-tokens';

export type ProofSpec = {
  readonly name: string;
  readonly nonce?: string;
  /** Another key than the story's own. */
  readonly key?: string;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
};

export const jwkOf = (key: string) => ({ crv: 'P-256', kty: 'EC', x: hash(key, 'x'), y: hash(key, 'y') });

/** The thumbprint (RFC 7638) to put into `cnf.jkt`. */
export const jktOf = (key = 'K'): string =>
  createHash('sha256')
    .update(JSON.stringify(jwkOf(key)))
    .digest('base64url');

export type Proven = {
  readonly method: string;
  readonly url: string;
  readonly at: number;
  readonly accessToken: string | null;
};

export function makeProof(spec: ProofSpec, { method, url, at, accessToken }: Proven): string {
  const ath = accessToken === null ? {} : { ath: createHash('sha256').update(accessToken).digest('base64url') };
  const nonce = spec.nonce === undefined ? {} : { nonce: spec.nonce };
  const htu = url.split(/[?#]/, 1)[0];
  const iat = Math.floor(toEpochSec(at));
  const header = { typ: 'dpop+jwt', alg: 'ES256', jwk: jwkOf(spec.key ?? 'K'), ...spec.header };
  const payload = { jti: hash(spec.name, 'jti'), htm: method, htu, iat, ...ath, ...nonce, ...spec.claims };
  return encodeJwt(header, payload, hash(spec.name, 'proof 1') + hash(spec.name, 'proof 2'));
}
