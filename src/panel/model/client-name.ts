// How an app and its issuer are named in a cell: the client id before the origin, without the scheme.

import type { Chain } from '../../engine/chain';
import type { ToldState } from '../../engine/state';
import type { Token } from '../../engine/token';

export const stripScheme = (url: string): string => url.replace(/^https?:\/\//, '').replace(/\/$/, '');

/** Null when nothing names it. */
export function nameClient(state: ToldState, token: Token, chain: Chain | null): string | null {
  const clientId = token.identity.clientId ?? chain?.clientId ?? null;
  return clientId ?? (chain === null ? null : nameChainOrigin(state, chain));
}

export function nameIssuer(token: Token, chain: Chain | null): string | null {
  const issuer = token.identity.issuer ?? chain?.issuer ?? null;
  return issuer === null ? null : stripScheme(issuer);
}

/** The app of a chain: its client id, else the origin of the app. */
export const nameChainClient = (state: ToldState, chain: Chain): string | null =>
  chain.clientId ?? nameChainOrigin(state, chain);

function nameChainOrigin(state: ToldState, chain: Chain): string | null {
  const origin = chain.client === null ? undefined : state.client.get(chain.client)?.origin;
  return origin === undefined ? null : stripScheme(origin);
}
