// Auth systems whose only peculiarity is how they word a refusal (rules.md section 9, dialects.md 2.6). Data.

import type { Dialect } from './dialect';

export const supabase: Dialect = {
  name: 'supabase',
  matchesUrl: ({ origin, path }) => path.startsWith('/auth/v1/') || /\.supabase\.(co|in)$/.test(origin),
  readError: ({ header, codes }) => {
    const code = header('x-sb-error-code') ?? codes[0] ?? null;
    switch (code) {
      case 'refresh_token_already_used':
        return { code, reading: 'reuse' };
      case 'session_expired':
      case 'user_banned':
        return { code, reading: 'ordinary-end' };
      case 'refresh_token_not_found':
      case 'session_not_found':
        return { code, reading: 'generic' };
      default:
        return null;
    }
  },
};

const FIREBASE_END = /^(TOKEN_EXPIRED|USER_DISABLED|USER_NOT_FOUND)/;
const FIREBASE_REFUSED = /^(INVALID_REFRESH_TOKEN|MISSING_REFRESH_TOKEN|INVALID_GRANT_TYPE)/;

export const firebase: Dialect = {
  name: 'firebase',
  matchesUrl: ({ origin }) => /^https:\/\/(securetoken|identitytoolkit)\.googleapis\.com$/.test(origin),
  readError: ({ texts }) => {
    const code =
      texts.map((text) => /^[A-Z_]+/.exec(text)?.[0]).find((word) => word !== undefined && word.length > 3) ?? null;
    if (code === null) return null;
    if (FIREBASE_END.test(code)) return { code, reading: 'ordinary-end' };
    return FIREBASE_REFUSED.test(code) ? { code, reading: 'generic' } : null;
  },
};

const KEYCLOAK_END =
  /^(token is not active|session not active|client session not active|user disabled|offline user session not found)/i;

export const keycloak: Dialect = {
  name: 'keycloak',
  matchesUrl: ({ path }) => /\/realms\/[^/]+\/protocol\/openid-connect\//.test(path),
  readError: ({ codes, texts }) => {
    if (texts.some((text) => /maximum allowed refresh token reuse exceeded/i.test(text)))
      return { code: codes[0] ?? null, reading: 'reuse' };
    return texts.some((text) => KEYCLOAK_END.test(text)) ? { code: codes[0] ?? null, reading: 'ordinary-end' } : null;
  },
};

/** Inactivity, the 24 h limit of single-page apps, and a password change (AADSTS codes). */
const ENTRA_END = /AADSTS(700084|700082|50173|50057)\b/;

export const entra: Dialect = {
  name: 'entra',
  matchesUrl: ({ origin, path }) =>
    /^https:\/\/login\.(microsoftonline\.com|microsoftonline\.us|partner\.microsoftonline\.cn)$/.test(origin) ||
    /\/oauth2\/v2\.0\/token$/.test(path),
  readError: ({ codes, texts }) =>
    texts.some((text) => ENTRA_END.test(text)) ? { code: codes[0] ?? null, reading: 'ordinary-end' } : null,
};

/** Recognised only to be named in reports, like those below; their wire is the generic one. */
export const hydra: Dialect = {
  name: 'hydra',
  matchesUrl: ({ path }) => /\/oauth2\/token$/.test(path),
};

export const auth0: Dialect = {
  name: 'auth0',
  matchesUrl: ({ origin }) => /\.auth0\.com$/.test(origin),
};

export const okta: Dialect = {
  name: 'okta',
  matchesUrl: ({ origin, path }) =>
    /\.okta(preview|-emea)?\.com$/.test(origin) || /\/oauth2\/[^/]+\/v1\/(token|revoke|authorize)$/.test(path),
};

export const django: Dialect = {
  name: 'django-oauth-toolkit',
  matchesUrl: ({ path }) => /\/o\/(token|revoke_token|authorize)\/?$/.test(path),
};

export const directus: Dialect = {
  name: 'directus',
  matchesUrl: () => false,
  matchesRequest: (view) =>
    view.path.startsWith('/auth/') && ['json', 'cookie', 'session'].includes(view.field('mode') ?? ''),
};

export const pocketbase: Dialect = {
  name: 'pocketbase',
  matchesUrl: ({ path }) => /^\/api\/collections\/[^/]+\/auth-(refresh|with-\w+)$/.test(path),
};

export const descope: Dialect = {
  name: 'descope',
  matchesUrl: ({ origin }) => /^[^/]+\/\/(?:.*\.)?descope\.com(?::\d+)?$/.test(origin),
  matchesRequest: (view) => view.headers.get('x-descope-project-id') !== null,
};
