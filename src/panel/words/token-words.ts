// The words for what a token is and how it stands. Neutral by rule: refused, superseded, logged out (rules.md 5).

import type { LifetimeMethod } from '../../engine/lifetime';
import type { TokenRole } from '../../token/role';

/** Short enough for a table cell. */
export const ROLE_NAMES: Readonly<Record<TokenRole, string>> = {
  access: 'access',
  refresh: 'refresh',
  id: 'id',
  single: 'single',
  'dpop-proof': 'DPoP proof',
  'publishable-key': 'public key',
  session: 'session',
  unknown: 'JWT',
};

export const ROLE_PHRASES: Readonly<Record<TokenRole, string>> = {
  access: 'access token',
  refresh: 'refresh token',
  id: 'ID token',
  single: 'single token: used at APIs and to renew itself',
  'dpop-proof': 'DPoP proof',
  'publishable-key': 'publishable key: names an app, not a user',
  session: 'session token in a cookie',
  unknown: 'JWT of unknown role',
};

/** As METHOD_PHRASES, for a table cell. */
export const METHOD_NAMES: Readonly<Record<LifetimeMethod, string>> = {
  'claims:exp-iat': 'exp \u2212 iat',
  'claims:exp-nbf': 'exp \u2212 nbf',
  'claims:exp-issued': 'exp \u2212 issued',
  'response:expires_in': 'expires_in',
  'observed:first-seen': 'at least',
  none: '',
};

/** How a lifetime was found (rules.md 3.1): it stands beside the number. */
export const METHOD_PHRASES: Readonly<Record<LifetimeMethod, string>> = {
  'claims:exp-iat': 'exp \u2212 iat',
  'claims:exp-nbf': 'exp \u2212 nbf, there is no iat',
  'claims:exp-issued': 'exp \u2212 the moment it was issued',
  'response:expires_in': 'as announced by expires_in',
  'observed:first-seen': 'exp \u2212 first seen, a lower bound',
  none: 'not announced',
};
