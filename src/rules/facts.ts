// Facts that several rules ask for: who the client is, what lowers a severity, how a moment is told.

import type { Chain } from '../engine/chain';
import type { Refresh } from '../engine/refresh';
import type { Send } from '../engine/send';
import type { Token } from '../engine/token';
import type { Look } from './rule';

const LOOPBACK = /^(localhost|(.+\.)?localhost|127(\.\d{1,3}){3}|\[::1\]|.+\.test)$/;
/** Whole scope words only: Cognito's `aws.cognito.signin.user.admin` merely lets a user edit their own profile. */
const ADMIN_SCOPE = /(^|\s)(admin|administrator|root|superuser|\*)(:\S+)?(\s|$)|(^|\s)\S+[:/](admin|\*)(\s|$)/i;

export const chainOf = (look: Look, id: string | null): Chain | undefined => (id === null ? undefined : look.state.chain.get(id));
export const tokenOf = (look: Look, id: string | null): Token | undefined => (id === null ? undefined : look.state.token.get(id));
export const refreshOf = (look: Look, id: string | null): Refresh | undefined => (id === null ? undefined : look.state.refresh.get(id));
export const sendOf = (look: Look, id: string | null): Send | undefined => (id === null ? undefined : look.state.send.get(id));
export const labelOf = (look: Look, id: string | null): string => tokenOf(look, id)?.label ?? 'a token no longer held';

/** The app's origin: that of the client of the token's family, else the first place where the token was seen. */
export function originOfToken(look: Look, token: Token): string | null {
  const client = chainOf(look, token.chain)?.client ?? null;
  return (client === null ? undefined : look.state.client.get(client)?.origin) ?? token.origins[0] ?? null;
}

export const originOfRefresh = (look: Look, refresh: Refresh): string | null =>
  (refresh.client === null ? undefined : look.state.client.get(refresh.client)?.origin) ?? null;

/** Developer machines: one step lower (rules.md 5, modifiers). */
export function lowerOnLoopback(origin: string | null): number {
  return origin !== null && URL.canParse(origin) && LOOPBACK.test(new URL(origin).hostname) ? -1 : 0;
}

/** Bound to a key, and sent with a proof of it. */
export const lowerIfBound = (token: Token): number => (token.boundTo !== null ? -1 : 0);

export const raiseIfAdmin = (token: Token): number => (token.scope !== null && ADMIN_SCOPE.test(token.scope) ? 1 : 0);

/** The observer was off at some time between two moments. */
export function hasGap(look: Look, fromMs: number, toMs: number): boolean {
  const gaps = look.state.log.get('log')?.gaps ?? [];
  return gaps.some((gap) => gap.toMs >= fromMs && gap.fromMs <= toMs);
}

export const SHARED_ALTERNATIVES = {
  staleCopy: 'another tab, worker or window of the app still held the old token',
  restart: 'the app was reloaded from storage older than a crash or restart',
  lostAnswer: 'an earlier answer was lost on its way, so that the app never stored the new token',
  tester: 'somebody replayed the request from DevTools or a proxy',
  elsewhere: 'the token may have been used outside this browser; this monitor cannot see other devices',
} as const;
