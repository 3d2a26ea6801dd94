// Checks a DPoP proof against its request while both are still at hand (RFC 9449 4.2, 4.3). Facts leave, the proof stays.

import { isJsonObject, type JsonObject, readMember, readString } from '../base/json';
import type { DpopProof } from '../observation/request';
import { decodeToken } from '../token/decode-token';
import { hashToBase64Url, type TakeFingerprint } from '../token/fingerprint';
import { readTimeClaim } from '../token/time-claims';
import { parseUrl } from './parse-url';
import type { RequestView } from './request-view';

const SYMMETRIC = /^(HS\d+|none)$/i;
/** Required members in the order of RFC 7638, per key type. */
const THUMBPRINT_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  EC: ['crv', 'kty', 'x', 'y'],
  RSA: ['e', 'kty', 'n'],
  OKP: ['crv', 'kty', 'x'],
};
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'k'];

/** `accessToken`: raw text under Authorization, or null. Null when the request carries no proof. */
export function readDpopProof(
  view: RequestView,
  accessToken: string | null,
  takeFingerprint: TakeFingerprint,
): DpopProof | null {
  const proofs = view.headers.all('dpop');
  const proof = proofs[0];
  if (proof === undefined) return null;
  const several = proofs.length > 1 ? ['more than one DPoP header'] : [];
  const decoded = decodeToken(proof);
  if (decoded === null) {
    return {
      fp: takeFingerprint(proof),
      jtiFp: null,
      jkt: null,
      iatSec: null,
      hasNonce: false,
      mismatches: [...several, 'unreadable'],
    };
  }
  const payload = decoded.payload ?? {};
  const jwk = readMember(decoded.header, 'jwk');
  const key = isJsonObject(jwk) ? jwk : null;
  const jti = readString(payload, 'jti');
  return {
    fp: takeFingerprint(proof),
    jtiFp: jti === null ? null : takeFingerprint(jti),
    jkt: key === null ? null : computeThumbprint(key),
    iatSec: readTimeClaim(payload, 'iat'),
    hasNonce: readString(payload, 'nonce') !== null,
    mismatches: [
      ...several,
      ...listHeaderMismatches(decoded.header, key),
      ...listClaimMismatches(view, payload, accessToken),
    ],
  };
}

function listHeaderMismatches(header: JsonObject, key: JsonObject | null): readonly string[] {
  return [
    ...(readString(header, 'typ')?.toLowerCase() === 'dpop+jwt' ? [] : ['typ']),
    ...(SYMMETRIC.test(readString(header, 'alg') ?? 'none') ? ['alg'] : []),
    ...(key === null ? ['jwk'] : []),
    ...(key !== null && PRIVATE_MEMBERS.some((member) => Object.hasOwn(key, member)) ? ['private key'] : []),
  ];
}

function listClaimMismatches(view: RequestView, payload: JsonObject, accessToken: string | null): readonly string[] {
  const ath = readString(payload, 'ath');
  return [
    ...(readString(payload, 'htm')?.toUpperCase() === view.method ? [] : ['htm']),
    ...(isSameTarget(readString(payload, 'htu') ?? '', view.raw.url) ? [] : ['htu']),
    ...(accessToken === null || ath === hashToBase64Url(accessToken) ? [] : ['ath']),
  ];
}

/** RFC 3986 6.2.2 and 6.2.3: case, escapes of plain letters, default port, dot segments and a trailing slash do not matter. */
function isSameTarget(htu: string, url: string): boolean {
  const strip = (text: string): string => {
    const { origin, pathname } = parseUrl(text);
    return origin + withoutTrailingSlashes(withoutNeedlessEscapes(pathname));
  };
  return strip(htu) === strip(url);
}

const UNRESERVED = /[\w.~-]/;

/** `%7E` is `~`, and `%3a` is `%3A`, which stays: a reserved character means something else when it is escaped. */
const withoutNeedlessEscapes = (path: string): string =>
  path.replaceAll(/%[\da-f]{2}/gi, (triple) => {
    const letter = String.fromCharCode(Number.parseInt(triple.slice(1), 16));
    return UNRESERVED.test(letter) ? letter : triple.toUpperCase();
  });

/** No regular expression: it would take quadratic time for a path of many slashes. */
function withoutTrailingSlashes(path: string): string {
  let end = path.length;
  while (end > 1 && path.charAt(end - 1) === '/') end -= 1;
  return path.slice(0, end);
}

function computeThumbprint(key: JsonObject): string | null {
  const kty = readString(key, 'kty');
  const members = kty !== null && Object.hasOwn(THUMBPRINT_MEMBERS, kty) ? THUMBPRINT_MEMBERS[kty] : undefined;
  if (members === undefined) return null;
  const pairs = members.map((name) => [name, readString(key, name)] as const);
  return pairs.some(([, value]) => value === null) ? null : hashToBase64Url(JSON.stringify(Object.fromEntries(pairs)));
}
