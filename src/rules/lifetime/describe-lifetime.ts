// The words that rules about lifetimes share.

import { writeSpan } from '../../base/write-duration';
import type { Lifetime } from '../../engine/lifetime';
import type { Token } from '../../engine/token';
import type { Evidence } from '../finding';
import type { Look } from '../rule';

const NAMES: Readonly<Partial<Record<Token['role'], string>>> = {
  access: 'Access token',
  refresh: 'Refresh token',
  id: 'ID token',
  session: 'Session token',
  single: 'Token',
};

/** A JWT that rides in cookies only is the app's session, whatever its claims call it. */
export function nameToken(token: Token): string {
  const isInCookies = token.carriers.length > 0 && token.carriers.every((carrier) => carrier.endsWith('cookie'));
  const role = token.role === 'access' && isInCookies ? 'session' : token.role;
  return `${NAMES[role] ?? 'Token'} ${token.label}`;
}

/** "at least 5 d" where only a lower bound is known. */
export function describeLength({ lifetimeSec, method }: Lifetime): string {
  const span = writeSpan(lifetimeSec ?? 0);
  return method === 'observed:first-seen' ? `at least ${span}` : span;
}

/** Length and method, the claims or the announcement that they come from, and what binds the token. */
export function describeLifetime(token: Token, lifetime: Lifetime): Evidence {
  const writeTime = (sec: number | null): string => (sec === null ? 'absent' : new Date(sec * 1000).toISOString());
  const source =
    lifetime.method === 'response:expires_in'
      ? `announced ${token.announcedSec} s`
      : `iat ${writeTime(token.iatSec)}, exp ${writeTime(token.expSec)}`;
  const bound = token.boundTo === null ? 'not bound to a key' : 'bound to a key';
  const what = `${token.label}: ${describeLength(lifetime)} by ${lifetime.method} (${source}), ${bound}${describeCookie(token)}`;
  return { atMs: token.issuedAtMs ?? token.firstSeenMs, what };
}

/** Where it is kept, as far as an answer says so. */
function describeCookie({ cookie }: Token): string {
  if (cookie === null) return '';
  return cookie.httpOnly ? ', kept in an HttpOnly cookie' : ', kept in a cookie that scripts can read';
}

/** Of a JWT that lives very long it matters whether a server could end this one alone; an opaque token it looks up anyway. */
export function lacksHandle(token: Token, lifetime: Lifetime, look: Look): boolean {
  const isLong = (lifetime.lifetimeSec ?? 0) >= look.policy.thresholds['at.extreme'];
  return isLong && token.format === 'jws' && token.jti === null;
}
