// What auth systems document of their refresh tokens (rules.md 9). Data that lowers a severity or sharpens a sentence,
// never raises one. How they word a refusal is read in normalise/dialects. One of section 9 is not here: node-oidc-provider
// has no URL of its own to be known by. What it documents needs no name: it refuses without a reason, and keeps the refresh
// tokens of bound or confidential clients, which no rule holds against it.

import type { Refresh } from '../engine/refresh';

export type Provider = {
  readonly name: string;
  /** Replaced refresh tokens stay valid by design: presenting one again is no defect of this installation. */
  readonly keepsReplaced: boolean;
  /** The token before the newest may be presented at any age and brings the same successor. */
  readonly allowsParent: boolean;
  /** The same, whatever it brings. */
  readonly honoursParent: boolean;
  /** A refresh may return whatever scopes the user ever consented to. */
  readonly grantsConsented: boolean;
  /** A named reuse may refuse the request alone and leave the family, unless the answer says that it ended the session. */
  readonly mayRefuseRequestOnly: boolean;
  /** What becomes of a replaced token, in a clause for evidence. */
  readonly note: string;
  /** Why a repeat that it accepts is no surprise, in a clause for the finding. */
  readonly excuse: string;
};

const known = (name: string, note: string, more: Partial<Provider> = {}): Provider => ({
  name,
  keepsReplaced: false,
  allowsParent: false,
  honoursParent: false,
  grantsConsented: false,
  mayRefuseRequestOnly: false,
  note,
  excuse: 'documented provider behaviour',
  ...more,
});

/** By dialect name. */
const PROVIDERS: ReadonlyMap<string, Provider> = new Map([
  ['auth0', known('Auth0', 'a replaced token ends at once unless an overlap period is configured')],
  ['okta', known('Okta', 'the previous token stays valid for a leeway of 0 to 60 s, 30 s by default')],
  [
    'supabase',
    known('Supabase', 'the token before the newest is always allowed and brings the newest again', {
      allowsParent: true,
      mayRefuseRequestOnly: true,
    }),
  ],
  ['hydra', known('Ory Hydra', 'a grace period of at most 5 min can be configured; without it a token is single-use')],
  ['keycloak', known('Keycloak', 'replaced tokens end only where “Revoke Refresh Token” is switched on')],
  [
    'entra',
    known('Microsoft identity platform', 'each use brings a new token and old ones are not ended', {
      keepsReplaced: true,
      grantsConsented: true,
    }),
  ],
  ['cognito', known('AWS Cognito', 'rotation is optional, with a retry grace of 0 to 60 s')],
  ['django-oauth-toolkit', known('Django OAuth Toolkit', 'each use brings a new token; a grace can be configured')],
  [
    'fapi-2.0',
    known('the FAPI 2.0 profile', 'where tokens rotate, the one before the newest must work after a lost answer', {
      honoursParent: true,
      excuse: 'conformant by the FAPI 2.0 profile',
    }),
  ],
  ['supertokens', known('SuperTokens', 'outside a grace of 30 s a replaced token ends the session')],
]);

export const providerOf = ({ dialect }: Pick<Refresh, 'dialect'>): Provider | null =>
  (dialect === null ? undefined : PROVIDERS.get(dialect)) ?? null;

/** Who documents that the server takes this presentation of a replaced token; null when nobody does. */
export function findExcuse(refresh: Refresh): Provider | null {
  const provider = providerOf(refresh);
  if (provider === null || provider.keepsReplaced) return provider;
  const isParent = refresh.generationDistance === null || refresh.generationDistance <= 1;
  const isHonoured = provider.honoursParent || (provider.allowsParent && refresh.answer === 'A=');
  return isParent && isHonoured ? provider : null;
}
