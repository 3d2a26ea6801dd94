// The words for what a token is and how it stands. Neutral by rule: refused, superseded, logged out (rules.md 5).

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
