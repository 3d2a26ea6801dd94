// Random but possible sessions: tabs of one app that sign in, call an API, refresh (also with tokens long replaced) and
// sign out. What the server and the app do in each step is drawn, too; enact.ts tells them.

import fc from 'fast-check';
import type { STYLES } from './auth-styles';

export type Step = {
  readonly kind: 'api' | 'preflight' | 'redirected' | 'refresh' | 'sign-in' | 'logout' | 'silent' | 'page' | 'sleep';
  readonly waitSec: number;
  readonly tab: string;
  /** Which of the known tokens: 0 is the newest. */
  readonly back: number;
  readonly apiAnswer: 200 | 401 | 403 | 500 | 'fails';
  readonly refreshAnswer:
    | 'rotate'
    | 'rotate'
    | 'again'
    | 'access-only'
    | 'invalid'
    | 'reuse'
    | 'fails'
    | 'busy'
    | 'none';
  readonly afterSec: number;
  /** Who acts: the app, or its neighbour where it has one. */
  readonly actor: 'app' | 'neighbour';
  /** Another client of its issuer, or another app on its origin; that of the first step counts. */
  readonly neighbour: 'none' | 'one-issuer' | 'one-origin';
  /** What the local clock does; that of the first step counts. */
  readonly clock: keyof typeof CLOCKS;
  /** How long the app's tokens live; that of the first step counts. */
  readonly lives: keyof typeof LIVES;
  /** How the app's tokens travel; that of the first step counts. */
  readonly style: keyof typeof STYLES;
};

export type Life = {
  readonly accessSec: number;
  /** Announced for the refresh tokens; null: nothing is. */
  readonly renewalSec: ((generation: number, atSec: number) => number) | null;
  readonly isJwt?: boolean;
};

/** Seconds by which the local clock is off: from the begin on, and from some minutes later on. */
export const CLOCKS = {
  right: { first: 0, later: 0 },
  fast: { first: 430, later: 430 },
  slow: { first: -560, later: -560 },
  'set forward': { first: -400, later: 0 },
  'set back': { first: 400, later: 0 },
} as const;
export const CLOCK_SET_AT_SEC = 700;

const DAY_SEC = 86_400;
/** No cap lies beyond the end of a session: who has not come to it cannot know of it. */
export const LIVES = {
  unannounced: { accessSec: 300, renewalSec: null },
  sliding: { accessSec: 300, renewalSec: () => 30 * DAY_SEC },
  'sliding from the second on': { accessSec: 300, renewalSec: (generation) => (generation === 1 ? 90 : 31) * DAY_SEC },
  capped: { accessSec: 300, renewalSec: (_, atSec) => 31 * DAY_SEC - atSec },
  short: { accessSec: 300, renewalSec: () => 1000, isJwt: true },
  long: { accessSec: 8 * DAY_SEC, renewalSec: () => 91 * DAY_SEC, isJwt: true },
} as const satisfies Record<string, Life>;

const kind = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Step['kind']>('api') },
  { weight: 6, arbitrary: fc.constant<Step['kind']>('refresh') },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Step['kind'][]>(
      'sign-in',
      'logout',
      'silent',
      'page',
      'preflight',
      'redirected',
      'sleep',
    ),
  },
);

/** Together, soon, a little later, near the end of a token's life, long after. */
const waitSec = fc.oneof(
  fc.constantFrom(0, 0.02, 0.3),
  fc.integer({ min: 1, max: 30 }),
  fc.integer({ min: 200, max: 320 }),
  fc.integer({ min: 600, max: 4000 }),
);

const step: fc.Arbitrary<Step> = fc.record({
  kind,
  waitSec,
  tab: fc.constantFrom('tabA', 'tabA', 'tabB', 'tabC', 'service-worker'),
  back: fc.constantFrom(0, 0, 0, 0, 1, 1, 2, 5),
  apiAnswer: fc.constantFrom<Step['apiAnswer'][]>(200, 200, 200, 401, 403, 500, 'fails'),
  refreshAnswer: fc.constantFrom<Step['refreshAnswer'][]>(
    'rotate',
    'rotate',
    'rotate',
    'again',
    'access-only',
    'invalid',
    'invalid',
    'reuse',
    'fails',
    'busy',
    'none',
  ),
  afterSec: fc.constantFrom(0.05, 0.2, 0.4, 2),
  actor: fc.constantFrom<Step['actor'][]>('app', 'app', 'neighbour'),
  neighbour: fc.constantFrom<Step['neighbour'][]>('none', 'none', 'none', 'one-issuer', 'one-origin'),
  clock: fc.constantFrom<Step['clock'][]>('right', 'right', 'right', 'fast', 'slow', 'set forward', 'set back'),
  lives: fc.constantFrom<Step['lives'][]>(
    'unannounced',
    'unannounced',
    'sliding',
    'sliding from the second on',
    'capped',
    'short',
    'long',
  ),
  style: fc.constantFrom<Step['style'][]>('form', 'form', 'form', 'opaque', 'cookie', 'cookie', 'dpop', 'single'),
});

/** One refresh that rotates, a second after what came before it; `own` says what is different. */
export const refreshStep = (own: Partial<Step> = {}): Step => ({
  kind: 'refresh',
  waitSec: 1,
  tab: 'tabA',
  back: 0,
  apiAnswer: 200,
  refreshAnswer: 'rotate',
  afterSec: 0.05,
  actor: 'app',
  neighbour: 'none',
  clock: 'right',
  lives: 'unannounced',
  style: 'form',
  ...own,
});

export const sessions = ({ maxSteps = 24 } = {}): fc.Arbitrary<readonly Step[]> =>
  fc.array(step, { minLength: 1, maxLength: maxSteps });

/**
 * The same session, but nothing that depends on an answer's body begins between the answer and `lateSec` after it: API
 * calls may, refreshes and logouts wait. Like requests are never in one millisecond: nobody could tell their answers apart.
 */
export function waitForBodies(steps: readonly Step[], lateSec: number): readonly Step[] {
  const untold: (readonly [fromSec: number, toSec: number])[] = [];
  let at = 0;
  // The first thing that either app does is a sign-in.
  const firstOfNeighbour = steps.findIndex(({ actor }, index) => index > 0 && actor === 'neighbour');
  return steps.map((step, index) => {
    let start = at + Math.max(step.waitSec, 0.02);
    const isApi = step.kind === 'api' && index > 0 && index !== firstOfNeighbour;
    if (!isApi && index > 0) {
      for (const [from, to] of untold) if (start >= from - 0.01 && start < to) start = to;
    }
    const waitSec = start - at;
    at = start;
    if (!isApi) untold.push([start + step.afterSec, start + step.afterSec + lateSec + 0.1]);
    untold.sort((a, b) => a[0] - b[0]);
    return { ...step, waitSec };
  });
}
