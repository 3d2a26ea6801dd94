// Facts that several rules ask for: who the client is, what lowers a severity, how a moment is told.

import type { Chain, Edge, EdgeEvidence } from '../engine/chain';
import { readLog } from '../engine/create-state';
import { isUnwatched } from '../engine/gaps';
import type { ClientId } from '../engine/ids';
import type { Refresh } from '../engine/refresh';
import { isBodyUnread, type Send } from '../engine/send';
import type { Token } from '../engine/token';
import type { Strength } from '../token/role';
import type { Look } from './rule';

const LOOPBACK = /^(localhost|(.+\.)?localhost|127(\.\d{1,3}){3}|\[::1\]|.+\.test)$/;
/** Whole scope words only: Cognito's `aws.cognito.signin.user.admin` merely lets a user edit their own profile. */
const ADMIN_SCOPE = /(^|\s)(admin|administrator|root|superuser|\*)(:\S+)?(\s|$)|(^|\s)\S+[:/](admin|\*)(\s|$)/i;

export const chainOf = (look: Look, id: string | null): Chain | undefined =>
  id === null ? undefined : look.state.chain.get(id);
export const tokenOf = (look: Look, id: string | null): Token | undefined =>
  id === null ? undefined : look.state.token.get(id);
export const refreshOf = (look: Look, id: string | null): Refresh | undefined =>
  id === null ? undefined : look.state.refresh.get(id);
export const sendOf = (look: Look, id: string | null): Send | undefined =>
  id === null ? undefined : look.state.send.get(id);
export const labelOf = (look: Look, id: string | null): string => tokenOf(look, id)?.label ?? 'a token no longer held';

/** The app's origin: that of the client of the token's family, else the first place where the token was seen. */
export function originOfToken(look: Look, token: Token): string | null {
  const client = chainOf(look, token.chain)?.client ?? null;
  return originOfClient(look, client) ?? token.origins[0] ?? null;
}

export const originOfClient = (look: Look, id: ClientId | null): string | null =>
  (id === null ? undefined : look.state.client.get(id)?.origin) ?? null;

export const originOfRefresh = (look: Look, { client }: Refresh): string | null => originOfClient(look, client);

/** The app that sent it; where that is unknown, the server. */
export const originOfSend = (look: Look, send: Send): string => originOfClient(look, send.client) ?? send.origin;

/** The family of what it carried or brought. */
export const chainOfSend = (look: Look, send: Send): Chain | undefined =>
  [...send.presented.map(({ token }) => token), ...send.issued].flatMap(
    (id) => chainOf(look, tokenOf(look, id)?.chain ?? null) ?? [],
  )[0];

/** Rotations that are inferred, not seen on both sides (E2, E3), count as one step among those that a verdict rests on. */
export const inferencesOfEdges = (look: Look, chain: string | null, isOfVerdict: (edge: Edge) => boolean): number =>
  chainOf(look, chain)?.edges.some((edge) => INFERRED.has(edge.evidence) && isOfVerdict(edge)) === true ? 1 : 0;
const INFERRED: ReadonlySet<EdgeEvidence> = new Set(['E2', 'E3']);

/** Developer machines: one step lower (rules.md 5, modifiers). */
export function lowerOnLoopback(origin: string | null): number {
  return origin !== null && URL.canParse(origin) && LOOPBACK.test(new URL(origin).hostname) ? -1 : 0;
}

/**
 * Bound to a key, and not merely said to be: it was never used without a proof alone. Proofs by certificate are invisible.
 * A refresh token needs its proof where it renews, not where it is revoked. Only its issuance or a renewal tells of its key:
 * who saw neither may have missed the key. Nothing is said of a token that is no longer held.
 */
export function lowerIfBound(token: Token | undefined): number {
  if (token === undefined) return 0;
  const { boundTo, issuedBy, issuedToKey, presentations, provenPresentations, role, uses } = token;
  const isRefresh = role === 'refresh';
  const isUnused = isRefresh ? uses.every(({ endMs }) => endMs === null) : presentations === 0;
  const isProven = provenPresentations > 0 || isUnused || boundTo === 'x5t#S256';
  const mayBeBound =
    boundTo !== null || (isRefresh && (provenPresentations > 0 || issuedToKey !== null || issuedBy === null));
  return mayBeBound && isProven ? -1 : 0;
}

/** Its issuer by its own word, else the server that it came from: the scope of findings about tokens. */
export const issuerOfToken = (token: Token): string | null => token.identity.issuer ?? token.origins[0] ?? null;

/** The newest refreshes of the app that holds a token; of all apps of its tabs where its family is not known. */
export function listRefreshesOfHolder(look: Look, token: Token): readonly Refresh[] {
  const client = chainOf(look, token.chain)?.client ?? null;
  const clients =
    client === null ? token.contexts.flatMap((id) => look.state.context.get(id)?.clients ?? []) : [client];
  return clients.flatMap((id) => look.state.client.get(id)?.refreshes ?? []).flatMap((id) => refreshOf(look, id) ?? []);
}

/** For rules that need what only an answer's body says. */
export function explainUnreadBodies(look: Look): string | null {
  if (readLog(look.state).bodiesRead > 0) return null;
  const isUnread = [...look.state.send.values()].some(isBodyUnread);
  return isUnread ? 'no answer body was read: DevTools was closed on the tab, or the file holds none' : null;
}

/** For rules that compare with the server's clock. */
export const explainUnknownClock = (look: Look): string | null =>
  [...look.state.server.values()].some((server) => server.clockMethod === 'date-header')
    ? null
    : 'no answer with a usable Date header was seen';

/** A proof opens nothing by itself, and a key that is printed into pages is nobody's (T18). */
export const isCredential = ({ role }: Token): boolean => role !== 'publishable-key' && role !== 'dpop-proof';

/** For rules that read claims. `isJudged`: the tokens that the rule speaks of; what others claim is no news of them. */
export function explainUnreadableClaims(look: Look, isJudged: (token: Token) => boolean = isCredential): string | null {
  const judged = [...look.state.token.values()].filter(isJudged);
  const isReadable = judged.some(({ format }) => format === 'jws');
  return judged.length > 0 && !isReadable ? 'only opaque or encrypted tokens were seen' : null;
}

/** What lowers or raises a finding about the life of a token (rules.md 5, modifiers). */
export const stepsOfLifetime = (token: Token, origin: string | null): readonly number[] => [
  lowerIfBound(token),
  lowerOnLoopback(origin),
  raiseIfAdmin(token),
];

export const raiseIfAdmin = (token: Token): number => (token.scope !== null && ADMIN_SCOPE.test(token.scope) ? 1 : 0);

/** Both name one, and not the same. */
export const differs = (old: string | null, next: string | null): boolean =>
  old !== null && next !== null && old !== next;

/** The observer was off at some time between two moments. */
export const hasGap = (look: Look, fromMs: number, toMs: number): boolean =>
  isUnwatched(readLog(look.state).gaps, fromMs, toMs);

/** Where what was not seen could change the meaning of what was, it is possible at most (rules.md 6, 14). */
export const capByGap = (look: Look, strength: Strength, fromMs: number, toMs: number): Strength =>
  hasGap(look, fromMs, toMs) ? 'possible' : strength;

export const SHARED_ALTERNATIVES = {
  staleCopy: 'another tab, worker or window of the app still held the old token',
  restart: 'the app was reloaded from storage older than a crash or restart',
  lostAnswer: 'an earlier answer was lost on its way, so that the app never stored the new token',
  tester: 'somebody replayed the request from DevTools or a proxy',
  elsewhere: 'the token may have been used outside this browser; this monitor cannot see other devices',
} as const;
