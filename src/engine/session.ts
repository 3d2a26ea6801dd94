// The session behind a family: when it began, and whether its end moves (rules.md 3.2). Pure.

import type { Chain, Generation, RootKind } from './chain';
import { findSkewMs } from './clock';
import type { ToldView } from './state';

export type SessionShape = 'absolute' | 'sliding' | 'mixed' | 'undetermined';
export type Session = {
  readonly shape: SessionShape;
  readonly startedMs: number | null;
  readonly startMethod: 'auth_time' | 'observed-login' | 'first-seen';
};

const MIN_GENERATIONS = 3;
const MIN_SPAN_MS = 10 * 60_000;
const SAME_END_MS = 60_000;
const SLIDING_SHARE = 0.9;

export const readSession = (chain: Chain): Session => ({
  shape: readShape(chain.generations),
  ...readSessionStart(chain),
});

/** The instant of its start by the local clock: `auth_time` is the issuer's word, by the issuer's clock (rules.md 14.26). */
export function findSessionStartMs(state: ToldView, chain: Chain): number | null {
  const { startedMs, startMethod } = readSessionStart(chain);
  if (startedMs === null || startMethod !== 'auth_time') return startedMs;
  const [token] = [...chain.accessTokens, ...chain.credentials].flatMap((id) => state.token.get(id) ?? []);
  return token === undefined ? startedMs : startedMs - findSkewMs(state, token).skewMs;
}

/** Nobody signed in there: the session is older by who knows how much. */
const WITHOUT_USER: ReadonlySet<RootKind> = new Set(['unknown', 'silent-authorization', 'token-exchange']);

/** By `auth_time` the start is in server time, else in local time. */
export function readSessionStart(chain: Chain): Omit<Session, 'shape'> {
  if (chain.authTimeSec !== null) return { startedMs: chain.authTimeSec * 1000, startMethod: 'auth_time' };
  return { startedMs: chain.rootAtMs, startMethod: WITHOUT_USER.has(chain.rootKind) ? 'first-seen' : 'observed-login' };
}

/**
 * rules.md 3.2 says sliding "for each step". Here: for each step of the newest generations that are enough to judge by
 * (three over ten minutes). What a sign-in is given often differs from what its refreshes are given (90 days, then 31 at a
 * time). Read over each step, such a session would be undetermined to who saw the sign-in and sliding to who came later:
 * seeing less would make it look worse. A cap that is reached later still ends it: then the newest steps do not slide.
 */
function readShape(generations: readonly Generation[]): SessionShape {
  const first = generations[0];
  const last = generations.at(-1);
  if (first === undefined || last === undefined || !isEnough(generations)) return 'undetermined';
  const ends = generations.map(({ expiresMs }) => expiresMs);
  if (Math.max(...ends) - Math.min(...ends) <= SAME_END_MS) return 'absolute';
  const slides = generations.slice(1).map((next, index) => {
    const before = generations[index] ?? first;
    return next.expiresMs - before.expiresMs >= SLIDING_SHARE * (next.issuedMs - before.issuedMs);
  });
  if (isEnough(generations.slice(slides.lastIndexOf(false) + 1))) return 'sliding';
  const stopsAt = slides.indexOf(false);
  const isConstantAfter = ends.slice(stopsAt).every((end) => Math.abs(end - last.expiresMs) <= SAME_END_MS);
  return stopsAt > 0 && isConstantAfter ? 'mixed' : 'undetermined';
}

function isEnough(generations: readonly Generation[]): boolean {
  const spanMs = (generations.at(-1)?.issuedMs ?? 0) - (generations[0]?.issuedMs ?? 0);
  return generations.length >= MIN_GENERATIONS && spanMs >= MIN_SPAN_MS;
}
