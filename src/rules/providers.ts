// What auth systems document of their refresh tokens (rules.md 9). Data that lowers a severity or sharpens a sentence,
// never raises one. How they word a refusal is read in normalise/dialects.

import type { Refresh } from '../engine/refresh';

export type Provider = {
  readonly name: string;
  /** Replaced refresh tokens stay valid by design: presenting one again is no defect of this installation. */
  readonly keepsReplaced: boolean;
  /** The token before the newest may be presented at any age and brings the same successor. */
  readonly allowsParent: boolean;
  /** A refresh may return whatever scopes the user ever consented to. */
  readonly grantsConsented: boolean;
  /** What becomes of a replaced token, in a clause for evidence. */
  readonly note: string;
};

const known = (name: string, note: string, more: Partial<Provider> = {}): Provider => ({
  name,
  keepsReplaced: false,
  allowsParent: false,
  grantsConsented: false,
  note,
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
  ['supertokens', known('SuperTokens', 'outside a grace of 30 s a replaced token ends the session')],
]);

export const providerOf = ({ dialect }: Pick<Refresh, 'dialect'>): Provider | null =>
  (dialect === null ? undefined : PROVIDERS.get(dialect)) ?? null;

/** The server documents that it takes this presentation of a replaced token. */
export function isRepeatDocumented(refresh: Refresh): boolean {
  const provider = providerOf(refresh);
  if (provider === null) return false;
  const isParent = refresh.generationDistance === null || refresh.generationDistance <= 1;
  return provider.keepsReplaced || (provider.allowsParent && isParent && refresh.answer === 'A=');
}
