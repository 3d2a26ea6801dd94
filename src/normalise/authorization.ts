// The Authorization header in every scheme (RFC 9110 11.6.2, RFC 6750, RFC 9449, dialects.md 2.4 and 4).

import { detachText } from '../base/detach-text';

export type Authorization =
  | { readonly kind: 'token'; readonly scheme: string; readonly value: string; readonly isComposite: boolean }
  /** HTTP Basic: `secret` is its password part (of a client that authenticates, or a session's token); empty without one. */
  | { readonly kind: 'basic'; readonly secret: string };

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

/**
 * What apps get wrong stands for the token that they meant: no token has a quote, a bracket or a comma in it (RFC 6750
 * 2.1). What is no token at all (`Bearer undefined`) is left for the reader of credentials to tell.
 */
export function parseAuthorization(header: string): Authorization | null {
  const text = unwrap(header.trim());
  const bearer = dropBearer(text);
  if (bearer !== null) return bearer === '' ? null : toToken('bearer', bearer);
  const [, name, rest] = SCHEME.exec(text) ?? [];
  if (name === undefined || rest === undefined) return text === '' || /\s/.test(text) ? null : toToken('raw', text);
  const scheme = name.toLowerCase();
  if (scheme === 'basic') return { kind: 'basic', secret: readPassword(rest) };
  if (NO_TOKEN.has(scheme)) return null;
  return toToken(nameScheme(scheme), unwrap(RAILS_TOKEN.exec(rest)?.[1] ?? rest));
}

const BEARER = /^bearer(?:\s*[:=]\s*|\s+|%20|(?=\S*$))/i;
/** `Bearer Bearer …`, `Bearer Token …`: one more name in front of what was meant. */
const ONE_MORE = /^(?:bearer|token|jwt)\s+(?=\S)/i;

function dropBearer(text: string): string | null {
  const named = BEARER.exec(text);
  if (named === null) return null;
  const rest = text.slice(named[0].length).replace(ONE_MORE, '');
  return unwrap(RAILS_TOKEN.exec(rest)?.[1] ?? rest);
}

/** Without the quotes of JSON, the brackets of a manual and the end of a list or statement. */
const unwrap = (text: string): string => text.replace(/^[\s"'<]+/, '').replace(/[\s"'>;,]{1,8}$/, '');

function toToken(scheme: string, value: string): Authorization {
  const inner = COMPOSITE.exec(value)?.[1];
  return { kind: 'token', scheme, value: inner ?? value, isComposite: inner !== undefined };
}

function readPassword(credentials: string): string {
  try {
    const text = atob(credentials.trim());
    return text.includes(':') ? text.slice(text.indexOf(':') + 1) : '';
  } catch {
    return ''; // Not base64: no server would take it for a password either.
  }
}
