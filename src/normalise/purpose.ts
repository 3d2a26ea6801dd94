// What a request is for: by content first, by its path only to break ties (dialects.md 2.4, 2.5, 2.7).

import { readString } from '../base/json';
import type { Grant, Purpose } from '../observation/request';
import type { TakeFingerprint } from '../token/fingerprint';
import { listJsonTexts } from './body';
import type { Dialect } from './dialects/dialect';
import { isRefreshText, isTellingKey, normaliseKey, readRoleOfKey } from './key-names';
import {
  isAuthorizationPath,
  isIntrospectionPath,
  isLoginPage,
  isLogoutPath,
  isRefreshPath,
  isRevocationPath,
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
const REFRESH_MUTATION = /refresh\w*token|token\w*refresh|renew/i;
const PASSWORD_KEYS = new Set(['password', 'pwd', 'passwd', 'passcode', 'otp', 'pin']);

export function readPurpose(view: RequestView, dialect: Dialect | null, takeFingerprint: TakeFingerprint): Purpose {
  if (hasPlaceholderField(view)) return { kind: 'other' };
  const byDialect = dialect?.readPurpose?.(view) ?? null;
  if (byDialect !== null) return byDialect;
  const isDocument = view.raw.resourceType === 'document' || view.raw.resourceType === 'subframe';
  return (
    readTokenRequest(view, takeFingerprint) ??
    readEndOfSession(view, isDocument) ??
    readAuthorization(view, isDocument, takeFingerprint) ??
    readRefreshCall(view) ??
    readSignIn(view, isDocument)
  );
}

function readTokenRequest(view: RequestView, takeFingerprint: TakeFingerprint): Purpose | null {
  const grant = view.field('granttype');
  if (grant === null) return null;
  const code = view.field('code') ?? view.field('authcode');
  const codeFp = code === null ? null : takeFingerprint(code);
  return { kind: 'token-request', grant: GRANTS.get(grant) ?? 'other', codeFp };
}

function readEndOfSession(view: RequestView, isDocument: boolean): Purpose | null {
  if (isDocument) {
    const isNamed = view.query.some(([key]) => key === 'post_logout_redirect_uri');
    return isNamed || isLogoutPath(view.path) ? { kind: 'logout', by: 'navigation' } : null;
  }
  if (!view.isUnsafe) return null;
  if (isLogoutPath(view.path)) return { kind: 'logout', by: 'request' };
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

function readRefreshCall(view: RequestView): Purpose | null {
  const isRefreshMutation = readGraphqlMutation(view);
  if (isRefreshMutation !== null) return isRefreshMutation ? { kind: 'refresh-call', by: 'graphql' } : null;
  if (view.isUnsafe && hasRefreshField(view)) return { kind: 'refresh-call', by: 'body' };
  const isNavigation = view.raw.resourceType === 'document';
  return !isNavigation && isRefreshPath(view.path) ? { kind: 'refresh-call', by: 'path' } : null;
}

/** True for a refresh mutation, false for any other GraphQL operation, null for what is no GraphQL. */
function readGraphqlMutation(view: RequestView): boolean | null {
  if (view.json === null) return null;
  const query = readString(view.json, 'query');
  const operation = readString(view.json, 'operationName');
  if (query === null && !Object.hasOwn(view.json, 'extensions')) return null;
  if (query === null && operation === null) return null;
  const isMutation = query === null || /^\s*(#[^\n]*\n\s*)*mutation\b/i.test(query);
  const field = query === null ? '' : (ROOT_FIELD.exec(query)?.[1] ?? '');
  return (
    isMutation &&
    (REFRESH_MUTATION.test(field) || REFRESH_MUTATION.test(operation ?? '')) &&
    !/revoke|logout/i.test(field)
  );
}

/** The first field of an operation, its alias left out; what it selects does not matter (`login { refreshToken }`). */
const ROOT_FIELD = /\{\s*(?:\w{1,64}\s*:\s*)?(\w{1,64})/;

/** Deeper inside, only names that say it in full count: `refresh` is a word of many bodies. */
function hasRefreshField({ body }: RequestView): boolean {
  if (body.kind === 'form' || body.kind === 'multipart')
    return body.fields.some(([key, value]) => isRefreshText(readRoleOfKey(key), value));
  if (body.kind !== 'json') return false;
  return listJsonTexts(body.json).some((found) => {
    const isNamed = found.depth === 0 || isTellingKey(found.key);
    return isRefreshText(readRoleOfHolder(found) ?? (isNamed ? readRoleOfKey(found.key) : null), found.text);
  });
}

function readSignIn(view: RequestView, isDocument: boolean): Purpose {
  if (isIntrospectionPath(view.path)) return { kind: 'introspection' };
  if (isDocument && isLoginPage(view.path)) return { kind: 'login-page' };
  if (view.isUnsafe && (isSignInPath(view.path) || hasPasswordField(view))) return { kind: 'sign-in' };
  return { kind: 'other' };
}

function hasPasswordField(view: RequestView): boolean {
  const keys =
    view.body.kind === 'form' || view.body.kind === 'multipart'
      ? view.body.fields.map(([key]) => key)
      : Object.keys(view.json ?? {});
  return keys.some((key) => PASSWORD_KEYS.has(normaliseKey(key)));
}
