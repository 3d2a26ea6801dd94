// What a refusal says of the family: a reuse that the server refused, a race that was lost, or the end (rules.md 3.4, 4.1).

import type { Chain, ChainEnd } from './chain';
import { isAccessLike } from './contexts';
import type { Draft } from './draft';
import type { TokenId } from './ids';
import { isOfRace } from './race';
import type { Refresh } from './refresh';
import type { Token } from './token';

/** Of the credential: who is asked to wait, or for a nonce, or may not ask at all, has not had it refused. */
export const isRefusal = ({ outcome, reading }: Refresh): boolean =>
  outcome === 'failure.terminal' && reading !== 'misconfigured';

/** Refusals become known in another order than they were: of several that say the same, the first in time is kept. */
export function settleRefusal(draft: Draft, refresh: Refresh): void {
  const chain = draft.get('chain', refresh.chain);
  if (chain === undefined || refresh.endMs === null || refresh.reading === 'misconfigured') return;
  const { position, endMs: atMs, id } = refresh;
  // Refused for good before: that it is refused again is no news (rules.md 4.1).
  if (position === null) return;
  const isReuse =
    position === 'P2' || position === 'P3' || position === 'P4' || (position === 'P7' && refresh.answer === 'Rr');
  if (isReuse) {
    const reuseRefused = findTelling(chain.reuseRefused, { atMs, refresh: id, isNamed: refresh.answer === 'Rr' });
    if (reuseRefused !== chain.reuseRefused) draft.put('chain', chain.id, { ...chain, reuseRefused });
    return;
  }
  if (isLostRace(draft, refresh)) {
    const raceRefused = (chain.raceRefused?.atMs ?? 0) < atMs ? { atMs, refresh: id } : chain.raceRefused;
    // It looked like the end until the other presentation was heard of.
    draft.patch('chain', chain.id, { raceRefused, end: chain.end?.refresh === id ? null : chain.end });
    return;
  }
  const raceRefused = isStillLost(draft, chain.raceRefused) ? chain.raceRefused : null;
  const settled = { ...chain, raceRefused };
  const isHead = chain.branches.some((branch) => branch.head === refresh.presented);
  // A token of unknown origin that was refused as used is no head whose refusal tells the end of anything.
  const isSameRefusal = draft.get('refresh', chain.reuseRefused?.refresh)?.presented === refresh.presented;
  const first = isHead && !isSameRefusal ? findFirstRefusal(draft, refresh) : null;
  const isEnd = first !== null && !hasGoneOn(draft, chain, first.atMs);
  const end = isEnd ? { ...first, cause: findCause(settled, first.atMs) } : chain.end;
  draft.put('chain', chain.id, { ...settled, end });
}

type ReuseRefused = NonNullable<Chain['reuseRefused']>;

/** The server's own word says the most; then what came first. */
function findTelling(known: ReuseRefused | null, news: ReuseRefused): ReuseRefused {
  if (known === null) return news;
  if (known.isNamed !== news.isNamed) return known.isNamed ? known : news;
  return news.atMs < known.atMs ? news : known;
}

const END_POSITIONS: readonly Refresh['position'][] = ['P0', 'P1', 'P5'];

/** When the head was first refused for good, races aside; null when it never was. */
function findFirstRefusal(draft: Draft, { presented }: Refresh): Omit<ChainEnd, 'cause'> | null {
  const uses = draft.get('token', presented)?.uses ?? [];
  const refusals = uses.flatMap(({ isRefused, refresh: id, endMs }) => {
    const refresh = isRefused && endMs !== null ? draft.get('refresh', id) : undefined;
    const isEnd = refresh !== undefined && END_POSITIONS.includes(refresh.position) && !isLostRace(draft, refresh);
    return isEnd && endMs !== null ? [{ atMs: endMs, refresh: id }] : [];
  });
  const [first] = refusals.sort((a, b) => a.atMs - b.atMs);
  return first ?? null;
}

/** A refresh of the family succeeded since: its answer may have been heard of before the refusal was. */
const hasGoneOn = (draft: Draft, { credentials }: Chain, atMs: number): boolean =>
  credentials.some((id) =>
    draft
      .get('token', id)
      ?.uses.some(
        ({ refresh, endMs }) => endMs !== null && endMs >= atMs && draft.get('refresh', refresh)?.outcome === 'success',
      ),
  );

/** Where the credential stood is known better now: what its refusals said of the family is said anew. */
export function reviewRefusals(draft: Draft, tokenId: TokenId): void {
  for (const { isRefused, refresh: id } of draft.get('token', tokenId)?.uses ?? []) {
    const refresh = isRefused ? draft.get('refresh', id) : undefined;
    if (refresh === undefined || refresh.position === null) continue;
    forgetRefusal(draft, refresh);
    settleRefusal(draft, refresh);
  }
  reviewRefusedAt(draft, tokenId, null);
}

function forgetRefusal(draft: Draft, { chain: chainId, id }: Refresh): void {
  const chain = draft.get('chain', chainId);
  if (chain === undefined) return;
  if (chain.end?.refresh === id) draft.patch('chain', chain.id, { end: null });
  if (chain.reuseRefused?.refresh === id) draft.patch('chain', chain.id, { reuseRefused: null });
  if (chain.raceRefused?.refresh === id) draft.patch('chain', chain.id, { raceRefused: null });
}

/** Its body was read after its status and says that it was none. `former`: the refresh as the status alone had it judged. */
export function takeBackRefusal(draft: Draft, former: Refresh): void {
  forgetRefusal(draft, former);
  reviewRefusedAt(draft, former.presented, former.endMs);
  if (former.presented !== null) reviewRefusals(draft, former.presented);
}

/** `takenBackMs`: of a refusal that was none. */
function reviewRefusedAt(draft: Draft, tokenId: TokenId | null, takenBackMs: number | null): void {
  const token = draft.get('token', tokenId);
  if (token === undefined || token.refusedAtMs === null) return;
  const isOfUse = token.uses.some(({ isRefused, endMs }) => isRefused && endMs === token.refusedAtMs);
  if (isOfUse || token.refusedAtMs === takenBackMs)
    draft.patch('token', token.id, { refusedAtMs: findRefusedAtMs(draft, token) });
}

/** The loser of a race is refused; its token may well have been accepted a moment before, or as an access token since. */
function findRefusedAtMs(draft: Draft, { id: tokenId, uses, lastAcceptedMs }: Token): number | null {
  const acceptedMs = isAccessLike(draft, tokenId) ? (lastAcceptedMs ?? 0) : 0;
  const refusals = uses.flatMap(({ isRefused, endMs, refresh: id }) => {
    const refresh = isRefused ? draft.get('refresh', id) : undefined;
    const isSince = endMs !== null && endMs > acceptedMs;
    return refresh === undefined || !isSince || isLostRace(draft, refresh) ? [] : [endMs];
  });
  return refusals.length === 0 ? null : Math.min(...refusals);
}

/** A race whose every member was refused was none: the token was dead before it. */
function isStillLost(draft: Draft, refused: Chain['raceRefused']): boolean {
  const refresh = draft.get('refresh', refused?.refresh);
  return refresh !== undefined && isLostRace(draft, refresh);
}

/** Refused while another presentation of the same token was under way, or had won. */
export const isLostRace = (draft: Draft, refresh: Refresh): boolean =>
  isOfRace(draft.get('token', refresh.presented), refresh);

/** What had happened by then: a refusal may be read once more after a logout that it did not know of. */
function findCause({ logout, reuseRefused, codeReused, raceRefused }: Chain, byMs: number): ChainEnd['cause'] {
  const isBefore = (cause: { readonly atMs: number } | null): boolean => cause !== null && cause.atMs <= byMs;
  if (isBefore(logout)) return 'logout';
  if (isBefore(reuseRefused)) return 'reuse';
  if (isBefore(codeReused)) return 'code-reuse';
  return isBefore(raceRefused) ? 'race' : 'unknown';
}
