// Raw tokens for stories, made from their names: the same story always has the same tokens. None is anybody's secret.

import { createHash } from 'node:crypto';
import { toEpochSec } from './story-clock';

export type JwtSpec = {
  /** exp - iat; null: no `exp` at all. */
  readonly lifetimeSec?: number | null;
  /** `iat`, in seconds of the story; when left out, the moment at which the story first mentions the token. */
  readonly issuedAt?: number;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Laid over the default claims; undefined removes one. A function gets `iat` in epoch seconds. */
  readonly claims?: Claims | ((iat: number) => Claims);
};
type Claims = Readonly<Record<string, unknown>>;

export type TokenBook = {
  readonly declare: (name: string, spec: JwtSpec | 'opaque') => void;
  /** The raw token of a name; made at `at` (seconds of the story) when it is asked for the first time. */
  readonly raw: (name: string, at: number) => string;
  /** The text with every name that stands in it as a word of its own replaced by the raw token. */
  readonly fill: (text: string, at: number) => string;
  readonly listRaw: () => ReadonlyMap<string, string>;
};

/** Names that need no declaration: AT1, RT2, RTy1 (of app Y), IDT1. RT… are opaque. */
const UNDECLARED = '(?:AT|RT|IDT)[a-z]?\\d+';
const DEFAULT_LIFETIME_SEC = 600;
const SUBJECT = '5808a779-ce53-46fc-a010-f211a9de3aa1';

export function createTokenBook(): TokenBook {
  const specs = new Map<string, JwtSpec | 'opaque'>();
  const made = new Map<string, string>();

  function raw(name: string, at: number): string {
    const known = made.get(name);
    if (known !== undefined) return known;
    const spec = specs.get(name) ?? (name.startsWith('RT') ? 'opaque' : {});
    const token = spec === 'opaque' ? hash(name, 'token') : makeJwt(name, spec, at);
    made.set(name, token);
    return token;
  }

  return {
    declare: (name, spec) => void specs.set(name, spec),
    raw,
    fill(text, at) {
      const words = [...specs.keys()].sort((a, b) => b.length - a.length);
      return text.replaceAll(new RegExp(`\\b(?:${[...words, UNDECLARED].join('|')})\\b`, 'g'), (name) => raw(name, at));
    },
    listRaw: () => made,
  };
}

function makeJwt(name: string, spec: JwtSpec, at: number): string {
  const iat = Math.floor(toEpochSec(spec.issuedAt ?? at));
  const lifetimeSec = spec.lifetimeSec === undefined ? DEFAULT_LIFETIME_SEC : spec.lifetimeSec;
  const isId = name.startsWith('IDT');
  const header = { alg: 'ES256', typ: isId ? 'JWT' : 'at+jwt', kid: 'k1', ...spec.header };
  const times = { iat, ...(lifetimeSec === null ? {} : { exp: iat + lifetimeSec }) };
  const common = { iss: 'https://auth.shop.example', sub: SUBJECT };
  const access = {
    aud: ['https://api.shop.example'],
    client_id: 'spa',
    scope: 'openid orders',
    jti: hash(name, 'jti'),
  };
  const claims = typeof spec.claims === 'function' ? spec.claims(iat) : spec.claims;
  const payload = { ...common, ...(isId ? { aud: 'spa', nonce: hash(name, 'nonce') } : access), ...times, ...claims };
  return encodeJwt(header, payload, hash(name, 'signature 1') + hash(name, 'signature 2'));
}

export const encodeJwt = (header: unknown, payload: unknown, signature: string): string =>
  `${encodePart(header)}.${encodePart(payload)}.${signature}`;

const encodePart = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** 43 characters of base64url that follow from name and purpose. */
export const hash = (name: string, purpose: string): string =>
  createHash('sha256').update(`${purpose} of ${name}`).digest('base64url');
