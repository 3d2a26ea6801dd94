// What a path says: templates without ids, and the words of refresh, logout, login and authorization endpoints.

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const NUMBER = /^\d+$/;
const HEX = /^[0-9a-f]{16,}$/i;
const LONG_MIXED = /^(?=.*\d)(?=.*[a-z])[\w.~=+-]{16,}$/i;
const MAX_SEGMENT_CHARS = 48;
const MAX_SEGMENTS = 16;

const isId = (segment: string): boolean =>
  NUMBER.test(segment) || UUID.test(segment) || HEX.test(segment) || LONG_MIXED.test(segment) || segment.includes('@') ||
  segment.includes('%') || segment.length > MAX_SEGMENT_CHARS;

/** `/users/42/orders` → `/users/:id/orders`; long paths are cut. Holds nothing that could be a credential or a name. */
export function templatePath(path: string): string {
  const segments = path.split('/').slice(0, MAX_SEGMENTS);
  return segments.map((segment) => (segment !== '' && isId(segment) ? ':id' : segment)).join('/') || '/';
}

/** dialects.md 2.5; `/refresh` alone also reloads data, so it counts only with a token-bearing answer. */
const REFRESH =
  /(\b|_)(refresh|renew)([-_]?(access)?[-_]?(token|session|jwt|auth)s?)?\b|token\/refresh|auth-refresh|extend[-_]?session|silent[-_]?(renew|refresh)|\/client\/sessions\/[^/]+\/tokens|\/api\/auth\/session$/i;
const REFRESH_CAMEL = /(refresh|renew)(Access)?(Token|Session|Jwt|Auth)s?\b|(token|session)(Refresh|Renew)/;
export const isRefreshPath = (path: string): boolean => REFRESH.test(path) || REFRESH_CAMEL.test(path);

const LOGOUT =
  /\/(logout|log-out|signout|sign-out|sign_out|logoutall|end_?session|endsession)\b|\/session\/end\b|\/sessions\/[^/]+\/(remove|end)$|\/sessions\/current$/i;
export const isLogoutPath = (path: string): boolean => LOGOUT.test(path);

const REVOCATION = /\/(revoke|revocation|blacklist)\/?$/i;
export const isRevocationPath = (path: string): boolean => REVOCATION.test(path);

const LOGIN =
  /\/(login|log-in|signin|sign-in|sign_in|sign_ins|auth-with-\w+|authenticate|verify-otp|otp)\b|accounts:sign|\/(sessions|session)\/?$/i;
export const isSignInPath = (path: string): boolean => LOGIN.test(path);

const LOGIN_PAGE = /\/(login|log-in|signin|sign-in|sign_in)\/?$/i;
export const isLoginPage = (path: string): boolean => LOGIN_PAGE.test(path);

const AUTHORIZATION = /\/(authorize|authorization|oauth2?\/auth|openid-connect\/auth|auth)\/?$/i;
export const isAuthorizationPath = (path: string): boolean => AUTHORIZATION.test(path);

const INTROSPECTION = /\/(introspect|introspection|token\/verify|userinfo)\/?$/i;
export const isIntrospectionPath = (path: string): boolean => INTROSPECTION.test(path);
