// What a path says: templates without ids, and the words of refresh, logout, login and authorization endpoints.

import { MAX_PATH_SEGMENT_CHARS, MAX_PATH_SEGMENTS } from '../base/limits';
import { isRandomText } from './random-text';

const NUMBER = /^\d+$/;

/** Most segments: no more is asked of them. */
const PLAIN = /^[A-Za-z_-]{1,15}$/;
/** A segment may hold several parts: `project:token`, `accounts:signIn`, `name=value`. One id among them hides it all. */
const PARTS = /[^\w.~+-]/;
const isId = (segment: string): boolean => !PLAIN.test(segment) && holdsId(segment);
const holdsId = (segment: string): boolean =>
  segment.includes('@') ||
  segment.includes('%') ||
  segment.length > MAX_PATH_SEGMENT_CHARS ||
  segment.split(PARTS).some(isIdPart);

const isIdPart = (part: string): boolean => NUMBER.test(part) || isRandomText(part);

/** What stands behind these names somebody, unless it is a word of the API's own. */
const PEOPLE = /^(?:users|people|persons|members|customers|employees|profiles|u)$/i;
const OWN_WORD =
  /^(?:me|self|current|all|new|info|status|count|list|export|import|v\d+)$|^(?:get|change|forgot|update|create|delete|search|batch|bulk|profile|settings|preferences|config|invit|auth|log[-_]?(?:in|out|off)|sign[-_]?|token|session|refresh|renew|regist|passw|verif|confirm|reset|revoke|check|account|user|otp|mfa|2fa|sso|oauth|jwt|identit)|(?:token|session|password|login|logout|auth|user|otp)s?$/i;

/** `/users/42/orders` → `/users/:id/orders`; long paths are cut. Holds nothing that could be a credential or a name. */
export function templatePath(path: string): string {
  const segments = path.split('/', MAX_PATH_SEGMENTS).map(withoutMatrix);
  return segments.map((segment, index) => templateSegment(segment, segments[index - 1] ?? '')).join('/') || '/';
}

const templateSegment = (segment: string, before: string): string =>
  segment !== '' && (isId(segment) || (PEOPLE.test(before) && !OWN_WORD.test(segment))) ? ':id' : segment;

/** `;jsessionid=…` names a session, not a resource. */
const withoutMatrix = (segment: string): string => segment.split(';', 1)[0] ?? '';

/** dialects.md 2.5; `/refresh` alone also reloads data, so it counts only with a token-bearing answer. */
const REFRESH =
  /(\b|_)(refresh|renew)([-_]?(access)?[-_]?(token|session|jwt|auth)s?)?\b|token\/refresh|auth-refresh|re-?issue|extend[-_]?session|silent[-_]?(renew|refresh)|\/client\/sessions\/[^/]+\/tokens|\/api\/auth\/session$/i;
const REFRESH_CAMEL = /(refresh|renew)(Access)?(Token|Session|Jwt|Auth)s?\b|(token|session)(Refresh|Renew)/;
/** Place 6 of dialects.md 2.4: the renewal credential is the path's last segment. */
const TOKEN_IN_PATH = /\/token\/[\w-]{24,}$/;
export const isRefreshPath = (path: string): boolean =>
  REFRESH.test(path) || REFRESH_CAMEL.test(path) || TOKEN_IN_PATH.test(path);

/** `/refresh` alone may reload anything; these say that it is a session: what is refused there was a renewal as well. */
const SESSION_REFRESH =
  /\/(auth|authentication|oauth2?|sessions?|tokens?|jwt|accounts?|users?|login|identity|sso)\/(refresh|renew)\/?$|(refresh|renew)[-_]?(access)?[-_]?(token|session|jwt|auth)s?\/?$|auth-refresh\/?$|extend[-_]?session\/?$/i;
export const isSessionRefreshPath = (path: string): boolean => SESSION_REFRESH.test(path);

const LOGOUT =
  /\/(logout|log-out|logoff|log-off|signout|sign-out|sign_out|logoutall|end_?session|endsession)\b|\/session\/end\b|\/sessions\/[^/]+\/(remove|end)$|\/sessions\/current$/i;
/** `user-logout`, `logoutUser`, `auth.logout` (tRPC, JSON-RPC); not `auto-logout`, which is a setting. */
const LOGOUT_NAME =
  /^(?:(?:user|auth|account|session|member|customer|client|perform|do)[-_.]?)?(?:log[-_]?(?:out|off)|sign[-_]?out)(?:[-_]?(?:all|user|session|everywhere))?$/i;
export const isLogoutName = (name: string): boolean => LOGOUT_NAME.test(name);
const withoutSlash = (path: string): string => (path.endsWith('/') ? path.slice(0, -1) : path);
/** No regular expression: one that looks for its end from every letter takes seconds over a long path. */
const lastAfter = (separator: string, text: string): string => text.slice(text.lastIndexOf(separator) + 1);
export const isLogoutPath = (path: string): boolean =>
  (LOGOUT.test(path) || isLogoutName(lastAfter(',', lastAfter('/', withoutSlash(path))))) && !OTHERS.test(path);
/** What a page or script reads to log out: the path's last word says so, and it is no file of that name. */
export const isLogoutPage = (path: string): boolean => isLogoutName(lastAfter('/', withoutSlash(path)));
/** The session itself as a resource of the account's, to be deleted (REST). */
const OWN_SESSION = /^(?:\/(?:api|rest|v\d{1,2}|auth|account|users?|me))*\/session\/?$/i;
export const isOwnSessionPath = (path: string): boolean => OWN_SESSION.test(path);
/** Ends every session but the one that asks. */
const OTHERS = /(^|[-_/])others?\/?$/i;
export const isOfOthers = (scope: string | null): boolean => scope !== null && OTHERS.test(scope);

const REVOCATION = /\/(revoke([-_]?token)?|revocation|blacklist)\/?$/i;
export const isRevocationPath = (path: string): boolean => REVOCATION.test(path);

const LOGIN =
  /\/(login|log-in|signin|sign-in|sign_in|sign_ins|auth-with-\w+|authenticate|verify-otp|otp)\b|accounts:sign|\/(sessions|session)\/?$/i;
export const isSignInPath = (path: string): boolean => LOGIN.test(path);

const LOGIN_PAGE = /\/(login|log-in|signin|sign-in|sign_in)\/?$/i;
export const isLoginPage = (path: string): boolean => LOGIN_PAGE.test(path);

const AUTHORIZATION = /\/(authorize|authorization|oauth2?\/auth|openid-connect\/auth|auth)\/?$/i;
export const isAuthorizationPath = (path: string): boolean => AUTHORIZATION.test(path);

const INTROSPECTION = /\/(introspect|introspection|token\/verify)\/?$/i;
export const isIntrospectionPath = (path: string): boolean => INTROSPECTION.test(path);
