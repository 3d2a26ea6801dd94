// Secrets as servers make them, and a search for what is left of them. Pieces count: half a token is a leak too.

import fc from 'fast-check';
import { encodeJwt } from '../../support/story/story-tokens';

export type Secret = {
  readonly text: string;
  /** What must be found nowhere, not even in part: an opaque secret itself, of a JWT its payload and its signature. */
  readonly parts: readonly string[];
};

const PIECE_CHARS = 16;
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const HEX = '0123456789abcdef';

const textOf = (alphabet: string, length: { readonly min: number; readonly max: number }): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...alphabet), { minLength: length.min, maxLength: length.max })
    .map((letters) => letters.join(''));

/** Random bytes in text hardly ever lack a digit; a letter at both ends keeps them one word. */
const base64Url = (min: number, max: number): fc.Arbitrary<string> =>
  textOf(BASE64URL, { min, max }).map((text) => `q${text.slice(0, 7)}7${text.slice(7)}K`);

export const opaqueTexts: fc.Arbitrary<string> = fc.oneof(
  base64Url(20, 60),
  textOf(HEX, { min: 31, max: 31 }).map((text) => `${text}7`),
  fc.uuid({ version: 4 }),
  base64Url(20, 30).map((text) => `v1.${text}`),
  base64Url(20, 30).map((text) => `12|${text}`),
  textOf('abcdefghijklmnopqrstuvwxyz0123456789', { min: 20, max: 24 }).map((text) => `sk_live_7${text}`),
);

const whole = (text: string): Secret => ({ text, parts: [text] });
export const opaqueSecrets: fc.Arbitrary<Secret> = opaqueTexts.map(whole);

const SHORT_JWT = ['{"alg":"HS256"}', '{"a":1}'].map((part) => Buffer.from(part).toString('base64url')).join('.');

/** Claims that hold further secrets, under names that say so or as tokens that say so themselves. */
const secretClaims = fc.record(
  {
    idp_access_token: opaqueTexts,
    refresh_token: opaqueTexts,
    client_secret: opaqueTexts,
    act: opaqueTexts.map((text) => ({ sub: 'actor', access_token: text })),
    tokens: opaqueTexts.map((text) => ({ value: text })),
    rt: opaqueTexts,
    ctx: opaqueTexts.map((text) => JSON.stringify({ refresh_token: text })),
    cnf: opaqueTexts.map((text) => ({ jwk: { kty: 'EC', d: text } })),
    picture: opaqueTexts.map((text) => `https://img.shop.example/1?sig=${text}`),
    short: base64Url(40, 60).map((signature) => `${SHORT_JWT}.${signature}`),
    note: base64Url(40, 60).map(
      (signature) => `see ${encodeJwt({ alg: 'ES256', kid: '1' }, { sub: 'inner-subject' }, signature)} there`,
    ),
  },
  { requiredKeys: [] },
);

const listTexts = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : value !== null && typeof value === 'object'
      ? Object.values(value).flatMap(listTexts)
      : [];

const NOW_SEC = Date.parse('2026-03-01T09:00:00.000Z') / 1000;

export const jwtSecrets: fc.Arbitrary<Secret> = fc
  .record({
    signature: base64Url(60, 86),
    claims: secretClaims,
    kind: fc.constantFrom(
      {},
      { typ: 'Refresh' },
      { scope: 'read' },
      { nonce: 'abc' },
      { role: 'anon' },
      { sub: 'user-1' },
    ),
    lifetimeSec: fc.constantFrom(60, 600, 86_400 * 10),
    header: fc.constantFrom(
      { alg: 'ES256' },
      { alg: 'none' },
      { alg: 'HS256', typ: 'JWT' },
      { alg: 'ES256', typ: 'at+jwt' },
    ),
  })
  .map(({ signature, claims, kind, lifetimeSec, header }) => {
    const text = encodeJwt(header, { iat: NOW_SEC, exp: NOW_SEC + lifetimeSec, ...kind, ...claims }, signature);
    const inner = listTexts(claims).flatMap((one) => one.match(/[\w-]{16,}/g)?.at(-1) ?? []);
    return { text, parts: [...text.split('.').slice(1), ...inner] };
  });

export const secrets: fc.Arbitrary<Secret> = fc.oneof(opaqueSecrets, jwtSecrets);

/** Every piece of the secrets that the text still holds, whatever its case. */
export function findPieces(text: string, given: readonly Secret[]): readonly string[] {
  const pieces = new Set<string>();
  const searched = text.toLowerCase();
  for (let at = 0; at + PIECE_CHARS <= searched.length; at += 1) pieces.add(searched.slice(at, at + PIECE_CHARS));
  return given
    .flatMap(({ parts }) => parts)
    .flatMap((part) => {
      const sought = part.toLowerCase();
      for (let at = 0; at + PIECE_CHARS <= sought.length; at += 1) {
        const piece = sought.slice(at, at + PIECE_CHARS);
        if (pieces.has(piece)) return [`${piece} in …${around(searched, piece)}…`];
      }
      return [];
    });
}

const around = (text: string, piece: string): string => {
  const at = text.indexOf(piece);
  return text.slice(Math.max(0, at - 60), at + piece.length + 20);
};
