// The Authorization header in every scheme (RFC 9110 11.6.2, RFC 6750, RFC 9449, dialects.md 2.4 and 4).

import { detachText } from '../base/detach-text';

export type Authorization =
  | { readonly kind: 'token'; readonly scheme: string; readonly value: string; readonly isComposite: boolean }
  /** HTTP Basic: `hasSecret` tells whether its password part is there (a client that authenticates). */
  | { readonly kind: 'basic'; readonly hasSecret: boolean };

const SCHEME = /^([A-Za-z][\w-]{1,24})\s+(\S.*)$/;
/** Schemes whose values are signatures or passwords, never tokens. */
const NO_TOKEN = new Set([
  'digest',
  'negotiate',
  'ntlm',
  'aws4-hmac-sha256',
  'hawk',
  'signature',
  'hoba',
  'mutual',
  'scram-sha-256',
  'vapid',
]);
const RAILS_TOKEN = /^token="?([^",]+)"?/i;
/** `<project>:<token>` (Descope): only the second part is a token. */
const COMPOSITE = /^[\w-]{8,64}:([eICD][\w-]*\.[\w-]+\.[\w-]*)$/;

const SCHEME_WORD = /^[a-z][a-z-]{0,14}$/;

/** The scheme in lower case; 'other' for what could as well be the first part of a credential. */
export function nameScheme(scheme: string): string {
  const name = scheme.toLowerCase();
  return SCHEME_WORD.test(name) ? detachText(name) : 'other';
}

export function parseAuthorization(header: string): Authorization | null {
  const text = header.trim();
  const [, name, rest] = SCHEME.exec(text) ?? [];
  if (name === undefined || rest === undefined) return text === '' || /\s/.test(text) ? null : toToken('raw', text);
  const scheme = name.toLowerCase();
  if (scheme === 'basic') return { kind: 'basic', hasSecret: hasPassword(rest) };
  if (NO_TOKEN.has(scheme)) return null;
  return toToken(nameScheme(scheme), RAILS_TOKEN.exec(rest)?.[1] ?? rest.trim());
}

function toToken(scheme: string, value: string): Authorization {
  const inner = COMPOSITE.exec(value)?.[1];
  return { kind: 'token', scheme, value: inner ?? value, isComposite: inner !== undefined };
}

function hasPassword(credentials: string): boolean {
  try {
    const text = atob(credentials.trim());
    return text.includes(':') && !text.endsWith(':');
  } catch {
    return false; // Not base64: no server would take it for a password either.
  }
}
