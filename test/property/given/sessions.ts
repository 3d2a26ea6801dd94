// Random but possible sessions: tabs of one app that sign in, call an API, refresh (also with tokens long replaced) and
// sign out, against a server that may do anything. A token is used only once its answer has arrived.

import fc from 'fast-check';
import type { AnswerOptions } from '../../support/story/story-acts';
import type { Teller } from '../../support/story/teller';

export type Step = {
  readonly kind: 'api' | 'refresh' | 'sign-in' | 'logout' | 'silent' | 'page';
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
  /** How long the app's tokens live; that of the first step counts. */
  readonly lives: keyof typeof LIVES;
};

type Life = {
  readonly accessSec: number;
  /** Announced for the refresh tokens; null: nothing is. */
  readonly renewalSec: ((generation: number, atSec: number) => number) | null;
  readonly isJwt?: boolean;
};

const DAY_SEC = 86_400;
/** No cap lies beyond the end of a session: who has not come to it cannot know of it. */
const LIVES = {
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
  { weight: 1, arbitrary: fc.constantFrom<Step['kind']>('sign-in', 'logout', 'silent', 'page') },
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
  tab: fc.constantFrom('tabA', 'tabA', 'tabB', 'service-worker'),
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
  lives: fc.constantFrom<Step['lives'][]>(
    'unannounced',
    'unannounced',
    'sliding',
    'sliding from the second on',
    'capped',
    'short',
    'long',
  ),
});

export const sessions = ({ maxSteps = 24 } = {}): fc.Arbitrary<readonly Step[]> =>
  fc.array(step, { minLength: 1, maxLength: maxSteps });

/** An app with its own login server and API; two apps share nothing. */
export type App = { readonly letter: string; readonly client: string; readonly auth: string; readonly api: string };
export const SHOP: App = { letter: '', client: 'app', auth: 'auth/token', api: 'api/me' };
export const BANK: App = {
  letter: 'b',
  client: 'https://www.bank.example',
  auth: 'https://id.bank.example/oauth/token',
  api: 'https://api.bank.example/accounts',
};

const INVALID: AnswerOptions = { status: 400, json: { error: 'invalid_grant' } };

const isGranted = (answer: Step['refreshAnswer']): boolean => ['rotate', 'again', 'access-only'].includes(answer);

type Known = { readonly name: string; readonly from: number };

/** Tells the session from second 0 on; refreshes have the ids r0, r1, … by their place among the steps. */
export function enact(s: Teller, steps: readonly Step[], app: App = SHOP): void {
  const host = new URL(app.api.startsWith('api') ? 'https://api.shop.example' : app.api).origin;
  const access: Known[] = [];
  const renewal: Known[] = [];
  const successors = new Map<string, string>();
  const refused = new Set<string>();
  const life: Life = LIVES[steps[0]?.lives ?? 'unannounced'];
  /** A server that rotates does so whenever a token is first used: one that did now and then would seem never to. */
  let doesRotate: boolean | null = null;
  let at = 0;
  let issued = 0;

  const pick = (known: readonly Known[], back: number): string | null => {
    const held = known.filter(({ from }) => from <= at);
    return (held[held.length - 1 - back] ?? held[0])?.name ?? null;
  };
  const issue = (afterSec: number, parts: 'both' | 'access'): Readonly<Record<string, unknown>> => {
    issued += 1;
    const from = at + afterSec;
    const claims = { iss: `${host.replace('api', 'id')}`, aud: [host], sub: `user-of-${app.client}` };
    const name = s.jwt(`AT${app.letter}${issued}`, { lifetimeSec: life.accessSec, claims });
    access.push({ name, from });
    const json = { access_token: name, token_type: 'Bearer', expires_in: life.accessSec };
    if (parts === 'access') return json;
    const renews = `RT${app.letter}${issued}`;
    const announcedSec = life.renewalSec?.(issued, at) ?? null;
    if (life.isJwt === true && announcedSec !== null)
      s.jwt(renews, { lifetimeSec: announcedSec, header: { typ: 'JWT' }, claims: { ...claims, typ: 'Refresh' } });
    renewal.push({ name: renews, from });
    return {
      ...json,
      refresh_token: renews,
      ...(announcedSec === null ? {} : { refresh_expires_in: announcedSec }),
    };
  };
  const issueSuccessor = (presented: string, afterSec: number): AnswerOptions => {
    const json = issue(afterSec, 'both');
    if (!successors.has(presented)) successors.set(presented, String(json['refresh_token']));
    return { json };
  };
  const answerRefresh = (
    { refreshAnswer, afterSec }: Step,
    presented: string,
  ): { answer?: AnswerOptions | 'none'; fails?: string } => {
    // What a server has refused for good it does not accept later.
    if (refused.has(presented)) return { answer: INVALID };
    if (refreshAnswer === 'invalid' || refreshAnswer === 'reuse') refused.add(presented);
    const isFirstUse = !successors.has(presented);
    if (isGranted(refreshAnswer)) doesRotate ??= refreshAnswer !== 'access-only';
    const isKept = doesRotate === false || (refreshAnswer === 'access-only' && !isFirstUse);
    if (isGranted(refreshAnswer) && isKept) return { answer: { json: issue(afterSec, 'access') } };
    switch (refreshAnswer) {
      case 'again': {
        // The successor that is active already, beside a fresh access token.
        const successor = successors.get(presented);
        if (successor === undefined) return { answer: issueSuccessor(presented, afterSec) };
        return { answer: { json: { ...issue(afterSec, 'access'), refresh_token: successor } } };
      }
      case 'invalid':
        return { answer: INVALID };
      case 'reuse':
        return { answer: { status: 400, json: { error: 'refresh_token_already_used' } } };
      case 'busy':
        return { answer: { status: 503 } };
      case 'fails':
        return { fails: 'net::ERR_TIMED_OUT' };
      case 'none':
        return { answer: 'none' };
      default:
        return { answer: issueSuccessor(presented, afterSec) };
    }
  };
  const signIn = (step: Step, id: string): void => {
    const form = { grant_type: 'authorization_code', code: `code-${app.letter}-${id}`, client_id: 'spa' };
    s.post(app.auth, {
      at,
      tab: step.tab,
      client: app.client,
      form,
      answer: { json: issue(step.afterSec, 'both') },
      after: step.afterSec,
    });
  };

  steps.forEach((step, index) => {
    at = Math.round((at + step.waitSec) * 1000) / 1000;
    const common = { at, tab: step.tab, client: app.client, after: step.afterSec };
    const token = pick(access, step.back);
    const refresh = pick(renewal, step.back);
    switch (index === 0 ? 'sign-in' : step.kind) {
      case 'sign-in':
        signIn(step, String(index));
        return;
      case 'api': {
        const bearer = token === null ? {} : { bearer: token };
        const { apiAnswer } = step;
        s.get(
          app.api,
          apiAnswer === 'fails'
            ? { ...common, ...bearer, fails: 'net::ERR_FAILED' }
            : { ...common, ...bearer, answer: apiAnswer },
        );
        return;
      }
      case 'refresh': {
        if (refresh === null) return;
        const form = { grant_type: 'refresh_token', refresh_token: refresh, client_id: 'spa' };
        s.post(app.auth, { ...common, id: `r${app.letter}${index}`, form, ...answerRefresh(step, refresh) });
        return;
      }
      case 'logout':
        if (refresh !== null)
          s.post(app.auth.replace('token', 'revoke'), {
            ...common,
            form: { token: refresh, token_type_hint: 'refresh_token' },
          });
        return;
      case 'silent':
        s.frame(app.auth.replace('token', 'authorize'), {
          ...common,
          query: { response_type: 'code', client_id: 'spa', prompt: 'none' },
          answer: { status: 302, location: '/cb?code=x' },
        });
        return;
      case 'page':
        s.open(`${app.client}/`, { at, tab: step.tab });
    }
  });
}

/**
 * The same session, but nothing that depends on an answer's body begins between the answer and `lateSec` after it: API
 * calls may, refreshes and logouts wait. Like requests are never in one millisecond: nobody could tell their answers apart.
 */
export function waitForBodies(steps: readonly Step[], lateSec: number): readonly Step[] {
  const untold: (readonly [fromSec: number, toSec: number])[] = [];
  let at = 0;
  return steps.map((step, index) => {
    let start = at + Math.max(step.waitSec, 0.02);
    if (step.kind !== 'api' && index > 0) {
      for (const [from, to] of untold) if (start >= from - 0.01 && start < to) start = to;
    }
    const waitSec = start - at;
    at = start;
    if (step.kind !== 'api' || index === 0) untold.push([start + step.afterSec, start + step.afterSec + lateSec + 0.1]);
    untold.sort((a, b) => a[0] - b[0]);
    return { ...step, waitSec };
  });
}
