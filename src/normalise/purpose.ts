// What a request is for: by content first, by its path only to break ties (dialects.md 2.4, 2.5, 2.7).

import { readString } from '../base/json';
import { MAX_FIELD_NAME_CHARS } from '../base/limits';
import type { Grant, Purpose } from '../observation/request';
import type { TakeFingerprint } from '../token/fingerprint';
import type { Dialect } from './dialects/dialect';
import { listGraphqlArguments } from './graphql-arguments';
import { isRefreshText, isTellingKey, normaliseKey, readRoleOfHeader, readRoleOfKey } from './key-names';
import {
  isAuthorizationPath,
  isIntrospectionPath,
  isLoginPage,
  isLogoutName,
  isLogoutPage,
  isLogoutPath,
  isOfOthers,
  isOwnSessionPath,
  isRefreshPath,
  isRevocationPath,
  isSessionRefreshPath,
  isSignInPath,
} from './paths';
import { hasPlaceholderField } from './placeholder';
import type { RequestView } from './request-view';
import { readRoleOfHolder } from './token-holder';

const GRANTS: ReadonlyMap<string, Grant> = new Map([
  ['refresh_token', 'refresh_token'],
  ['refreshtoken', 'refresh_token'],
  ['authorization_code', 'authorization_code'],
  ['pkce', 'authorization_code'],
  ['password', 'password'],
  ['client_credentials', 'client_credentials'],
  ['urn:ietf:params:oauth:grant-type:device_code', 'device_code'],
  ['urn:ietf:params:oauth:grant-type:token-exchange', 'token-exchange'],
]);
const ENDING_MUTATION = /revoke|log_?out|sign_?out|invalidate/i;
const REVOKING_MUTATION = /^revoke_?(refresh_?)?token$/i;
const SIGN_IN_MUTATION = /^(log_?in|sign_?in|sign_?up|authenticate|token_?auth)/i;
const REFRESH_MUTATION = /refresh\w*token|token\w*refresh|renew/i;
const PASSWORD_DEPTH = 2;
const PASSWORD_KEYS = new Set(['password', 'pwd', 'passwd', 'passcode', 'otp', 'pin']);

export function readPurpose(view: RequestView, dialect: Dialect | null, takeFingerprint: TakeFingerprint): Purpose {
  if (hasPlaceholderField(view)) return { kind: 'other' };
  const byDialect = dialect?.readPurpose?.(view) ?? null;
  if (byDialect !== null) return byDialect;
  const isDocument = view.raw.resourceType === 'document' || view.raw.resourceType === 'subframe';
  const mutation = readMutation(view);
  return (
    readTokenRequest(view, takeFingerprint) ??
    readEndOfSession(view, mutation, isDocument) ??
    readAuthorization(view, isDocument, takeFingerprint) ??
    readRefreshCall(view, mutation) ??
    readSignIn(view, mutation, isDocument)
  );
}

function readTokenRequest(view: RequestView, takeFingerprint: TakeFingerprint): Purpose | null {
  const code = view.field('code') ?? view.field('authcode');
  const named = view.field('granttype');
  // GitHub and Slack take a code for its grant.
  const grant =
    named ?? (view.isUnsafe && code !== null && view.field('clientid') !== null ? 'authorization_code' : null);
  // A grant of a platform's own, where it is the path that says what is asked for (`ig_refresh_token`).
  if (grant === null || (!GRANTS.has(grant) && isRefreshPath(view.path))) return null;
  const codeFp = code === null ? null : takeFingerprint(code);
  return { kind: 'token-request', grant: GRANTS.get(grant) ?? 'other', codeFp };
}

function readEndOfSession(view: RequestView, mutation: readonly string[] | null, isDocument: boolean): Purpose | null {
  if (isDocument) {
    const isNamed = view.query.some(([key]) => key === 'post_logout_redirect_uri');
    return isNamed || isLogoutPath(view.path) ? { kind: 'logout', by: 'navigation' } : null;
  }
  if (isOfOthers(view.field('scope'))) return null;
  if (!view.isUnsafe)
    return view.raw.resourceType === 'fetch' && isLogoutPage(view.path) ? { kind: 'logout', by: 'reading' } : null;
  const isDeleted = view.method === 'DELETE' && isOwnSessionPath(view.path);
  const called = mutation ?? [readRpcMethod(view)];
  if (isLogoutPath(view.path) || isDeleted || called.some(isLogoutName)) return { kind: 'logout', by: 'request' };
  if (mutation?.some((name) => REVOKING_MUTATION.test(name)) === true) return { kind: 'revocation' };
  const hasToken =
    view.field('token') !== null || view.field('refresh') !== null || view.field('refreshtoken') !== null;
  return isRevocationPath(view.path) && hasToken ? { kind: 'revocation' } : null;
}

function readAuthorization(view: RequestView, isDocument: boolean, takeFingerprint: TakeFingerprint): Purpose | null {
  const inQuery = (name: string): string | null =>
    view.query.find(([key, value]) => key === name && value !== '')?.[1] ?? null;
  const fingerprint = (text: string | null) => (text === null ? null : takeFingerprint(text));
  const stateFp = fingerprint(inQuery('state'));
  if (inQuery('response_type') !== null && (inQuery('client_id') !== null || isAuthorizationPath(view.path))) {
    const isBackground = view.raw.resourceType !== 'document' || view.headers.get('sec-fetch-dest') === 'iframe';
    const isSilent = inQuery('prompt') === 'none' || (inQuery('id_token_hint') !== null && isBackground);
    return { kind: 'authorization', isSilent, nonceFp: fingerprint(inQuery('nonce')), stateFp };
  }
  const code = inQuery('code');
  return isDocument && code !== null ? { kind: 'callback', codeFp: takeFingerprint(code), stateFp } : null;
}

function readRefreshCall(view: RequestView, mutation: readonly string[] | null): Purpose | null {
  if (mutation !== null) return isRefreshMutation(view, mutation) ? { kind: 'refresh-call', by: 'graphql' } : null;
  const isNavigation = view.raw.resourceType === 'document';
  const isPath = !isNavigation && isRefreshPath(view.path);
  if ((view.isUnsafe || isPath) && hasRefreshField(view)) return { kind: 'refresh-call', by: 'token' };
  if (!isPath) return null;
  if (hasRefreshHeader(view)) return { kind: 'refresh-call', by: 'token' };
  return { kind: 'refresh-call', by: isSessionRefreshPath(view.path) ? 'session-path' : 'path' };
}

/** Some apps send theirs with every call: it renews only where the path says so. */
const hasRefreshHeader = ({ headers }: RequestView): boolean =>
  headers.lines.some(({ name, value }) => isRefreshText(readRoleOfHeader(name), value));

/** What a GraphQL mutation is called: its first field and its operation; empty for a query, null for what is no GraphQL. */
function readMutation(view: RequestView): readonly string[] | null {
  if (view.json === null) return null;
  const query = readString(view.json, 'query');
  const operation = readString(view.json, 'operationName')?.slice(0, MAX_FIELD_NAME_CHARS) ?? null;
  if (query === null && !Object.hasOwn(view.json, 'extensions')) return null;
  if (query === null) return operation === null ? null : [operation];
  const at = query.search(MUTATION);
  return at < 0 ? [] : [ROOT_FIELD.exec(query.slice(at))?.[1] ?? '', operation ?? ''];
}

/** JSON-RPC names what it calls in the body. */
const readRpcMethod = ({ json }: RequestView): string =>
  (json !== null && Object.hasOwn(json, 'jsonrpc') ? readString(json, 'method') : null) ?? '';

/** Behind comments and fragments, or in front. Looks back from the word: from each of many empty lines takes seconds. */
const MUTATION = /mutation\b(?<=(?:^|[\n}])\s*mutation)/i;
/** The first field of an operation, its alias left out; what it selects does not matter (`login { refreshToken }`). */
const ROOT_FIELD = /\{\s*(?:\w{1,64}\s*:\s*)?(\w{1,64})/;

/** By its name, or because it asks for an access token and gives a refresh token. */
function isRefreshMutation(view: RequestView, names: readonly string[]): boolean {
  if (names.length === 0 || names.some((name) => ENDING_MUTATION.test(name))) return false;
  if (names.some((name) => REFRESH_MUTATION.test(name))) return true;
  return selectsAccessToken(view) && (hasRefreshField(view) || hasRefreshArgument(view));
}

/** Arguments and variables aside, which stand in brackets. */
function selectsAccessToken({ json }: RequestView): boolean {
  const query = json === null ? null : readString(json, 'query');
  const words = query?.replaceAll(/\([^()]*\)/g, '').match(/\w{2,32}/g) ?? [];
  return words.some((word) => readRoleOfKey(word)?.role === 'access');
}

const hasRefreshArgument = ({ json }: RequestView): boolean =>
  json !== null && listGraphqlArguments(json).some(([name, text]) => isRefreshText(readRoleOfKey(name), text));

/** Deeper inside, and in the query, only names that say it in full count: `refresh` is a word of many bodies. */
function hasRefreshField({ body, query, texts }: RequestView): boolean {
  if (query.some(([key, value]) => isTellingKey(key) && isRefreshText(readRoleOfKey(key), value))) return true;
  if (body.kind === 'form' || body.kind === 'multipart')
    return body.fields.some(([key, value]) => isRefreshText(readRoleOfKey(key), value));
  return texts().some((found) => {
    const isNamed = found.depth === 0 || isTellingKey(found.key);
    return isRefreshText(readRoleOfHolder(found) ?? (isNamed ? readRoleOfKey(found.key) : null), found.text);
  });
}

function readSignIn(view: RequestView, mutation: readonly string[] | null, isDocument: boolean): Purpose {
  if (isIntrospectionPath(view.path)) return { kind: 'introspection' };
  if (isDocument && !view.isUnsafe && isLoginPage(view.path)) return { kind: 'login-page' };
  const isSignIn = isSignInPath(view.path) || mutation?.some((name) => SIGN_IN_MUTATION.test(name)) === true;
  if (view.isUnsafe && (isSignIn || hasPasswordField(view))) return { kind: 'sign-in' };
  return { kind: 'other' };
}

/** JSON-RPC and GraphQL have it in their parameters. */
function hasPasswordField({ body, json, texts }: RequestView): boolean {
  const isPassword = (key: string): boolean => PASSWORD_KEYS.has(normaliseKey(key));
  if (body.kind === 'form' || body.kind === 'multipart') return body.fields.some(([key]) => isPassword(key));
  return (
    Object.keys(json ?? {}).some(isPassword) ||
    texts().some(({ key, depth }) => depth <= PASSWORD_DEPTH && key.toLowerCase() === 'password')
  );
}
