// Cookie names known to carry tokens, and those that never do (dialects.md section 4). Data only.

import type { RoleEvidence } from '../token/role';

const REFRESH =
  /^(s-?refresh-?token|st-refresh-token|__client|__refresh|(\w+[_-])?refresh[_-]?token(_cookie)?|(\w+[_.-])?rt|strapi_up_refresh|dsr|jwt-refresh-token|auth\.refresh-token|auth\._refresh_token\..+|stytch_session|refresh|cognitoidentityserviceprovider\..+\.refreshtoken)$/i;
const ACCESS =
  /^(s-?access-?token|st-access-token|__session(_\w+)?|(\w+[_-])?access[_-]?token(_cookie)?|(app\.)?at|directus_session_token|payload-token|ds|jwt|token|id_?token|auth\.token|auth\._token\..+|pb_auth|stytch_session_jwt|cognitoidentityserviceprovider\..+\.(access|id)token)$/i;
const SESSION = /^(.+\.session[_-]token|a_session_.+)$/i;
const NEVER =
  /csrf|xsrf|^__client_uat|at_exp$|^sfronttoken$|^st-last-access-token-update$|is\.authenticated$|^msal\.cache\.encryption$/i;
/** Set by what stands before or beside an app (balancers, bot shields, statistics), some of them anew on every answer. */
const NOT_OF_THE_APP =
  /^(_ga|_gid|_gcl_|_fbp|_pk_|_hj|_dd_|_uet|_clck|_clsk|ajs_|mp_|ph_|amp_|amplitude|intercom|optanon|hubspot|__hs|__stripe_|awsalb|awselb|arraffinity|bigipserver|__cf_bm|cf_clearance|_cfuvid|__cflb|datadome|_abck|ak_bmsc|bm_s|incap_ses|visid_incap|nlbi_|reese84)/i;

const PREFIX = /^__(host|secure)-/i;

const stripCookiePrefix = (name: string): string => (name.startsWith('_') ? name.replace(PREFIX, '') : name);

/** Row K8: a name is a hint, no more. */
export function readRoleOfCookie(name: string): RoleEvidence | null {
  const bare = stripCookiePrefix(name);
  if (isNeverTokenCookie(bare)) return null;
  if (REFRESH.test(bare)) return { role: 'refresh', strength: 'possible', row: 8 };
  if (ACCESS.test(bare)) return { role: 'access', strength: 'possible', row: 8 };
  if (SESSION.test(bare)) return { role: 'session', strength: 'possible', row: 8 };
  return null;
}

export const isNeverTokenCookie = (name: string): boolean =>
  NEVER.test(stripCookiePrefix(name)) || NOT_OF_THE_APP.test(name);
