// Tells a drawn session: the app acts step by step, and the server answers as a server might. A token is used only once its
// answer has arrived; what was refused for good is not accepted later.

import type { AnswerOptions } from '../../support/story/story-acts';
import type { JwtSpec } from '../../support/story/story-tokens';
import type { Teller } from '../../support/story/teller';
import { STYLES, type Style } from './auth-styles';
import { CLOCK_SET_AT_SEC, CLOCKS, LIVES, type Life, type Step } from './sessions';

/** An app with its login server and API; two of these share nothing. */
export type App = {
  readonly letter: string;
  readonly clientId: string;
  readonly client: string;
  readonly auth: string;
  readonly api: string;
};
export const SHOP: App = {
  letter: '',
  clientId: 'spa',
  client: 'https://app.shop.example',
  auth: 'https://auth.shop.example/token',
  api: 'https://api.shop.example/me',
};
export const BANK: App = {
  letter: 'b',
  clientId: 'spa',
  client: 'https://www.bank.example',
  auth: 'https://id.bank.example/oauth/token',
  api: 'https://api.bank.example/accounts',
};

/** Another client of the app's issuer, or another app, with an issuer of its own, on the app's origin. */
function makeNeighbour(app: App, shares: Step['neighbour']): App {
  const site = new URL(app.client).hostname.split('.').slice(-2).join('.');
  const own = { letter: app.letter === '' ? 'n' : 'm', clientId: 'admin', api: `https://api2.${site}/things` };
  if (shares === 'one-issuer') return { ...app, ...own, client: `https://admin.${site}` };
  return { ...app, ...own, auth: `https://id2.${site}/token` };
}

const isGranted = (answer: Step['refreshAnswer']): boolean => ['rotate', 'again', 'access-only'].includes(answer);

type Known = { readonly name: string; readonly from: number };

/** Tells the session from second 0 on; refreshes have the ids r0, r1, … by their place among the steps. */
export function enact(s: Teller, steps: readonly Step[], app: App = SHOP): void {
  const { neighbour = 'none', clock = 'right' } = steps[0] ?? {};
  // One computer has one clock.
  if (app === SHOP && clock !== 'right') {
    s.setClock(-1000, CLOCKS[clock].first);
    s.setClock(CLOCK_SET_AT_SEC, CLOCKS[clock].later);
  }
  const own = startStory(s, app, steps[0]);
  const other = neighbour === 'none' ? null : startStory(s, makeNeighbour(app, neighbour), steps[1] ?? steps[0]);
  let at = OFF_SECONDS;
  steps.forEach((step, index) => {
    const fromSec = at;
    at = Math.round((at + step.waitSec) * 1000) / 1000;
    if (step.kind === 'sleep' && index > 0) {
      at += SLEEP_SEC;
      // What was under way is answered first.
      s.gap(fromSec + ANSWERED_WITHIN_SEC, at, 'asleep');
    } else if (step.actor === 'neighbour' && other !== null && index > 0) other(step, index, at);
    else own(step, index, at);
  });
}

/** Tokens end on whole seconds. Nothing happens in the very millisecond in which one does: two sensors may differ in it. */
const OFF_SECONDS = 0.132;
const SLEEP_SEC = 3 * 3600;
const ANSWERED_WITHIN_SEC = 3;

/** What one app and its servers know; to be told each of its steps, the first of which is a sign-in. */
function startStory(s: Teller, app: App, first: Step | undefined): (step: Step, index: number, at: number) => void {
  const access: Known[] = [];
  const renewal: Known[] = [];
  const successors = new Map<string, string>();
  const refused = new Set<string>();
  const life: Life = LIVES[first?.lives ?? 'unannounced'];
  const style: Style = STYLES[first?.style ?? 'form'];
  /** A server that rotates does so whenever a token is first used: one that did now and then would seem never to. */
  let doesRotate: boolean | null = style.isSingle ? true : null;
  let isSignedIn = false;
  let at = 0;
  let issued = 0;

  const urlOf = (path: string | null): string => (path === null ? app.auth : new URL(`/${path}`, app.auth).href);
  const pick = (known: readonly Known[], back: number): string | null => {
    const held = known.filter(({ from }) => from <= at);
    return (held[held.length - 1 - back] ?? held[0])?.name ?? null;
  };
  const claims = {
    iss: new URL(app.auth).origin,
    aud: [new URL(app.api).origin],
    sub: `user-of-${app.client}`,
    client_id: app.clientId,
  };
  const issueAccess = (from: number): string => {
    const name = `AT${app.letter}${issued}`;
    if (style.access === 'opaque') s.opaque(name);
    else s.jwt(name, { lifetimeSec: life.accessSec, ...withClaims(style.access, claims) });
    access.push({ name, from });
    return name;
  };
  const issueRenewal = (from: number): { readonly name: string; readonly announcedSec: number | null } => {
    const name = `RT${app.letter}${issued}`;
    const announcedSec = life.renewalSec?.(issued, at) ?? null;
    if (life.isJwt === true && announcedSec !== null)
      s.jwt(name, { lifetimeSec: announcedSec, header: { typ: 'JWT' }, claims: { ...claims, typ: 'Refresh' } });
    renewal.push({ name, from });
    return { name, announcedSec };
  };
  /** `kept`: a renewal credential that is handed out once more beside a fresh access token. */
  const issue = (afterSec: number, parts: 'both' | 'access', kept: string | null = null) => {
    issued += 1;
    const from = at + afterSec;
    const { accessSec } = life;
    if (style.isSingle) {
      const name = kept ?? issueAccess(from);
      if (kept === null) renewal.push({ name, from });
      return { renews: name, answer: style.grant({ access: name, renewal: null, accessSec, announcedSec: null }) };
    }
    const name = issueAccess(from);
    const fresh = parts === 'both' ? issueRenewal(from) : null;
    const renews = fresh?.name ?? kept;
    const announcedSec = fresh?.announcedSec ?? null;
    return { renews, answer: style.grant({ access: name, renewal: renews, accessSec, announcedSec }) };
  };
  const issueSuccessor = (presented: string, afterSec: number): AnswerOptions => {
    const { renews, answer } = issue(afterSec, 'both');
    if (!successors.has(presented) && renews !== null) successors.set(presented, renews);
    return answer;
  };
  const answerRefresh = (
    { refreshAnswer, afterSec }: Step,
    presented: string,
  ): { answer?: AnswerOptions | 'none'; fails?: string } => {
    if (refused.has(presented)) return { answer: style.refuse('invalid_grant') };
    if (refreshAnswer === 'invalid' || refreshAnswer === 'reuse') refused.add(presented);
    const isFirstUse = !successors.has(presented);
    if (isGranted(refreshAnswer)) doesRotate ??= refreshAnswer !== 'access-only';
    const isKept = doesRotate === false || (refreshAnswer === 'access-only' && !isFirstUse);
    if (isGranted(refreshAnswer) && isKept && !style.isSingle) return { answer: issue(afterSec, 'access').answer };
    switch (refreshAnswer) {
      case 'again': {
        // The successor that is active already.
        const successor = successors.get(presented);
        if (successor === undefined) return { answer: issueSuccessor(presented, afterSec) };
        return { answer: issue(afterSec, 'access', successor).answer };
      }
      case 'invalid':
        return { answer: style.refuse('invalid_grant') };
      case 'reuse':
        return { answer: style.refuse('refresh_token_already_used') };
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

  return (step, index, now) => {
    at = now;
    const common = { at, tab: step.tab, client: app.client, after: step.afterSec };
    const token = pick(access, step.back);
    const refresh = pick(renewal, step.back);
    const proof = `PROOF${app.letter}${index}`;
    const carried = token === null ? {} : style.api(token, proof);
    const kind = isSignedIn ? step.kind : 'sign-in';
    isSignedIn = true;
    switch (kind) {
      case 'sign-in': {
        const { answer } = issue(step.afterSec, 'both');
        s.post(urlOf(style.paths.signIn), {
          ...common,
          ...named(app, style.signIn(`code-${app.letter}-${index}`, proof)),
          answer,
        });
        return;
      }
      case 'api': {
        const { apiAnswer } = step;
        const answer = apiAnswer === 'fails' ? { fails: 'net::ERR_FAILED' } : { answer: apiAnswer };
        s.get(app.api, { ...common, ...carried, ...answer });
        return;
      }
      case 'preflight':
        s.request('OPTIONS', app.api, { ...common, answer: 204 });
        return;
      case 'redirected': {
        const id = `hop${app.letter}${index}`;
        s.get(app.api, { ...common, id, ...carried, answer: { status: 307, location: `${app.api}/again` } });
        s.get(`${app.api}/again`, { ...common, ...carried, at: at + step.afterSec, follows: id, answer: 200 });
        return;
      }
      case 'refresh':
        if (refresh === null) return;
        s.post(urlOf(style.paths.refresh), {
          ...common,
          id: `r${app.letter}${index}`,
          ...named(app, style.refresh(refresh, proof)),
          ...answerRefresh(step, refresh),
        });
        return;
      case 'logout':
        if (refresh !== null) s.post(urlOf(style.paths.logout), { ...common, ...style.logout(refresh) });
        return;
      case 'silent':
        s.frame(urlOf('authorize'), {
          ...common,
          query: { response_type: 'code', client_id: 'spa', prompt: 'none' },
          answer: { status: 302, location: '/cb?code=x' },
        });
        return;
      case 'page':
        s.open(`${app.client}/`, { at, tab: step.tab });
        return;
      case 'sleep':
    }
  };
}

/** Two clients of one issuer have names of their own. */
const named = <Request extends { readonly form?: Readonly<Record<string, string>> }>(
  app: App,
  request: Request,
): Request =>
  request.form?.['client_id'] === undefined
    ? request
    : { ...request, form: { ...request.form, client_id: app.clientId } };

/** The style's own claims lie over the app's. */
function withClaims(spec: JwtSpec, common: Readonly<Record<string, unknown>>): JwtSpec {
  const own = spec.claims;
  return { ...spec, claims: (iat) => ({ ...common, ...(typeof own === 'function' ? own(iat) : own) }) };
}
