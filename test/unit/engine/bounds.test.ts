// Each list inside an entity, filled beyond its bound: the oldest goes. Numbers are written out, so that a limit that grows
// shows here. How many entities there are is long-chains' to say.

import { describe, expect, it } from 'vitest';
import type { State } from '../../../src/engine/state';
import { type StoryOptions, tellStory } from '../../support/story/tell-story';
import type { Teller } from '../../support/story/teller';
import { redeem, refresh } from '../rules/usual-traffic';

type Tell = (s: Teller) => void;

const first = <Entity>(map: ReadonlyMap<string, Entity>): Entity => {
  for (const entity of map.values()) return entity;
  throw new Error('there is none');
};
const times = (count: number, tell: (index: number) => void): void => {
  for (let index = 1; index <= count; index += 1) tell(index);
};
const chainOf = ({ chain }: State) => first(chain);
const clientOf = ({ client }: State) => client.get('normal|https://app.shop.example') ?? first(client);
const contextOf = (state: State) => clientOf(state).contexts['tab:tabA'] ?? clientOf(state).contexts['page:tabA'];
const serverOf = (host: string) => (state: State) => state.server.get(`https://${host}.shop.example`);
const longest = <Entity>(map: ReadonlyMap<string, Entity>, read: (entity: Entity) => readonly unknown[]): number =>
  Math.max(...[...map.values()].map((entity) => read(entity).length));

const rotate: Tell = (s) => {
  redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1', expires_in: 600, refresh_expires_in: 86_400 });
  times(300, (at) =>
    refresh(s, at * 100, `RT${at}`, {
      access_token: `AT${at + 1}`,
      refresh_token: `RT${at + 1}`,
      expires_in: 600,
      refresh_expires_in: 86_400,
    }),
  );
};

/** One refresh token, again and again, and each time another comes of it. */
const fork: Tell = (s) => {
  redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
  times(300, (at) => refresh(s, at * 100, 'RT1', { access_token: `AT${at + 1}`, refresh_token: `RT${at + 1}` }));
};

const signInAgain: Tell = (s) =>
  times(80, (at) => redeem(s, at * 100, { access_token: `AT${at}`, refresh_token: `RT${at}` }));

/** One access token, in many tabs, at many places. */
const roam: Tell = (s) => {
  const aud = Array.from({ length: 20 }, (_, index) => `https://api${index}.example`);
  s.jwt('AT1', { claims: { aud, iss: `https://auth.example/${'x'.repeat(600)}` } });
  times(80, (at) => s.get(`https://api${at}.example/me`, { at, tab: `t${at}`, bearer: 'AT1' }));
};

/** One tab that shows the pages of many apps. */
const wander: Tell = (s) =>
  times(80, (at) => s.get('api/me', { at, client: `https://app${at}.example`, bearer: 'AT1' }));

const outstay: Tell = (s) => {
  redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
  times(40, (at) => s.get('api/me', { at: 700 + at * 60, bearer: 'AT1', answer: 401 }));
};

const useReplaced: Tell = (s) => {
  redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
  refresh(s, 100, 'RT1', { access_token: 'AT2', refresh_token: 'RT2' });
  times(30, (at) => s.get('api/me', { at: 200 + at * 5, bearer: 'AT1' }));
};

const outlive: Tell = (s) => {
  redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
  refresh(s, 100, 'RT1', { access_token: 'AT2', refresh_token: 'RT2' });
  const json = { error: 'invalid_grant', error_description: 'refresh token already used' };
  refresh(s, 300, 'RT1', {}, { answer: { status: 400, json } });
  times(20, (at) =>
    refresh(s, 300 + at * 100, `RT${at + 1}`, { access_token: `AT${at + 2}`, refresh_token: `RT${at + 2}` }),
  );
};

const carryOn: Tell = (s) => {
  redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
  s.post('auth/logout', { at: 10, bearer: 'AT1', answer: 204 });
  times(80, (at) => s.get('api/me', { at: 100 + at, bearer: 'AT1' }));
};

const grantMuch: Tell = (s) => {
  const names = Array.from({ length: 12 }, (_, index) => `AT${index + 1}`);
  for (const name of names) s.jwt(name, { claims: { aud: [`https://${name.toLowerCase()}.example`] } });
  redeem(s, 0, {
    access_token: 'AT1',
    more: Object.fromEntries(names.map((name) => [`for_${name.toLowerCase()}`, name])),
  });
};

const signInByPages: Tell = (s) => {
  redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
  times(30, (index) => {
    s.open('auth/authorize', { at: index * 10, query: { client_id: 'spa', response_type: 'code' } });
    s.open('app/home', { at: index * 10 + 2 });
  });
};

const refreshInVain: Tell = (s) => {
  redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
  times(80, (index) => {
    refresh(s, index * 100, `RT${index}`, { access_token: `AT${index + 1}`, refresh_token: `RT${index + 1}` });
    s.get('api/me', { at: index * 100 + 1, bearer: `AT${index + 1}`, answer: 401 });
  });
};

const challenge: Tell = (s) =>
  times(40, (at) => s.get(`api/part${at}-of/x`, { at, answer: { status: 401, challenge: 'Bearer' } }));

const askEverywhere: Tell = (s) => times(40, (at) => s.get(`api/part${'x'.repeat(at)}/y`, { at, bearer: 'AT1' }));

const goOnDead: Tell = (s) => {
  redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
  refresh(s, 700, 'RT1', {}, { answer: { status: 400, json: { error: 'invalid_grant' } } });
  times(20, (at) => s.get('api/me', { at: 710 + at, bearer: 'AT1', answer: 401 }));
};

/** Every tab renews with the same cookie, which stays; later with one of another name each time. */
const renewByCookies: Tell = (s) => {
  const setCookie = Array.from({ length: 30 }, (_, index) => `app${index}=${'v'.repeat(30)}${index}; HttpOnly`);
  s.post('app/login', {
    at: 0,
    answer: { json: { access_token: 'AT1' }, setCookie: ['refresh_token=RT1; HttpOnly', ...setCookie] },
  });
  times(30, (index) =>
    s.post('app/refresh', {
      at: index * 100,
      tab: `t${index}`,
      cookie: 'refresh_token=RT1',
      answer: { json: { access_token: `AT${index + 1}` } },
    }),
  );
};
const renewByManyCookies: Tell = (s) =>
  times(40, (index) =>
    s.post('app/refresh', {
      at: index * 100,
      cookie: `app${index}_refresh_token=RT${index}`,
      answer: { json: { access_token: `AT${index}` } },
    }),
  );

const sayAgain: Tell = (s) =>
  times(12, (at) => {
    s.open('auth/authorize', {
      at,
      query: { client_id: 'spa', response_type: 'code', nonce: 'nonce-said-again', state: 'state-said-again' },
    });
    s.jwt(`AT${at}`, { claims: { jti: 'one-for-all', n: at } });
    s.get('api/me', { at, bearer: `AT${at}`, dpop: 'AT99' });
    redeem(s, at, {}, { form: { grant_type: 'authorization_code', code: 'code-said-again' }, answer: 400 });
  });

const repeat: Tell = (s) => {
  redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
  s.get('api/me', { at: 100, bearer: 'AT1', answer: 401 });
  refresh(s, 101, 'RT1', { access_token: 'AT2', refresh_token: 'RT2' });
  times(24, (at) => s.get('api/me', { at: 102 + at, bearer: 'AT2' }));
};

const hurry: Tell = (s) => times(300, (index) => s.get('api/me', { at: 10 + index / 1000, bearer: 'AT1' }));

const forget: Tell = (s) => times(60, (at) => s.gap(at * 10, at * 10 + 5));

const states = new Map<Tell, State>();
function stateAfter(tell: Tell, options: StoryOptions = {}): State {
  const state = states.get(tell) ?? tellStory(tell, options).state;
  states.set(tell, state);
  return state;
}

describe('of many, an entity keeps only so many', () => {
  it.each<[what: string, tell: Tell, count: (state: State) => number | undefined, kept: number, more?: StoryOptions]>([
    ['credentials of a chain', rotate, (state) => chainOf(state).credentials.length, 256],
    ['access tokens of a chain', rotate, (state) => chainOf(state).accessTokens.length, 128],
    ['edges of a chain', rotate, (state) => chainOf(state).edges.length, 256],
    ['generations of a chain', rotate, (state) => chainOf(state).generations.length, 64],
    ['refreshes of a client', rotate, (state) => clientOf(state).refreshes.length, 64],
    ['refreshes of a context', rotate, (state) => contextOf(state)?.refreshes.length, 64],
    ['access tokens of a context', rotate, (state) => contextOf(state)?.held.length, 8],
    ['access tokens of a client', rotate, (state) => clientOf(state).accessTokens.length, 16],
    ['recent sends of an endpoint', rotate, ({ endpoint }) => longest(endpoint, (one) => one.recentSends), 24],
    ['branches of a chain', fork, (state) => chainOf(state).branches.length, 64],
    ['children of a fork', fork, (state) => chainOf(state).forks[0]?.children.length, 64],
    ['branches of a fork', fork, (state) => chainOf(state).forks[0]?.branches.length, 64],
    ['uses of a refresh token', fork, ({ token }) => longest(token, ({ uses }) => uses), 64],
    ['chains of a client', signInAgain, (state) => clientOf(state).chains.length, 32],
    ['chains of a server', signInAgain, (state) => serverOf('auth')(state)?.chains.length, 64],
    ['sign-ins of a client', signInAgain, (state) => clientOf(state).signInsMs.length, 16],
    ['origins of a token', roam, ({ token }) => first(token).origins.length, 16],
    ['contexts of a token', roam, ({ token }) => first(token).contexts.length, 16],
    ['endpoints of a token', roam, ({ token }) => first(token).endpoints.length, 16],
    ['audiences of a token', roam, ({ token }) => first(token).identity.audience.length, 16],
    ['letters of an issuer', roam, ({ token }) => first(token).identity.issuer?.length, 512],
    ['contexts of a client', roam, (state) => Object.keys(clientOf(state).contexts).length, 64],
    ['clients of a context', wander, ({ context }) => longest(context, ({ clients }) => clients), 64],
    ['bursts of an expired token', outstay, ({ token }) => longest(token, (one) => one.expiredBursts), 16],
    ['refusals of a context', outstay, (state) => contextOf(state)?.rejections.length, 32],
    ['late uses of a token', useReplaced, ({ token }) => longest(token, (one) => one.lateUses), 16],
    ['refreshes after a named reuse', outlive, (state) => chainOf(state).outlived.length, 16],
    ['uses after a logout', carryOn, (state) => chainOf(state).afterLogout.length, 64],
    ['audiences that were granted', grantMuch, (state) => Object.keys(chainOf(state).granted).length, 8],
    ['logins of a client', signInByPages, (state) => clientOf(state).loginNavigationsMs.length, 16],
    ['authorization trips of a client', signInByPages, (state) => clientOf(state).authorizationTripsMs.length, 16],
    ['cycles of a loop', refreshInVain, (state) => clientOf(state).successLoop.length, 64],
    ['challenged segments of a server', challenge, (state) => serverOf('api')(state)?.challengedSegments.length, 32],
    [
      'suspects of a server',
      askEverywhere,
      (state) => serverOf('api')(state)?.suspects.length,
      32,
      { isEnforcing: false },
    ],
    ['uses of a dead session', goOnDead, (state) => clientOf(state).deadSession?.sends.length, 8],
    ['contexts of a cookie', renewByCookies, ({ token }) => longest(token, ({ contexts }) => contexts), 16],
    [
      'cookies of a client that may renew',
      renewByCookies,
      (state) => Object.keys(clientOf(state).cookieCandidates).length,
      20,
    ],
    [
      'cookies of a client that do renew',
      renewByManyCookies,
      (state) => Object.keys(clientOf(state).renewalCookies).length,
      20,
    ],
    ['requests with one nonce', sayAgain, ({ once }) => longest(once, ({ sends }) => sends), 8],
    ['tokens with one identifier', sayAgain, ({ once }) => longest(once, ({ tokens }) => tokens), 8],
    ['requests with one proof', sayAgain, ({ proof }) => longest(proof, ({ sends }) => sends), 8],
    ['requests with one code', sayAgain, ({ code }) => longest(code, ({ sends }) => sends), 8],
    ['repeats of a refused request', repeat, ({ send }) => longest(send, ({ repeats }) => repeats), 16],
    [
      'sends of a URL in a second',
      hurry,
      ({ sight }) => longest(sight, ({ sends }) => sends),
      256,
      { sensors: ['web-request'] },
    ],
    ['gaps', forget, ({ log }) => first(log).gaps.length, 50],
  ])('%s', (_what, tell, count, kept, more) => {
    expect(count(stateAfter(tell, more))).toBe(kept);
  });
});
