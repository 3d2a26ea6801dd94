// How sure the engine is of a rotation (rules.md 3.4): seen on both sides (E1), the old cookie hidden (E2), over an answer that
// nobody read, with (E3) or without (E4) an access token that shows whose it was.

import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding, expectQuiet } from '../../support/story/expect-finding';
import { grantOf, issue, refresh, signIn } from '../../support/story/passages';
import type { RequestOptions } from '../../support/story/story-acts';
import { type StoryOptions, type Told, tellStory } from '../../support/story/tell-story';
import type { Teller } from '../../support/story/teller';
import { analyse } from '../fakes/plain-analysis';

const listEdges = (told: Told, member = 'RT1') =>
  told.chain(member).edges.map(({ from, to, evidence }) => `${from}>${to} ${evidence}`);

const BLIND: StoryOptions = { sensors: ['web-request'] };

describe('E2', () => {
  const set = (n: number): string => `refresh_token=RT${n}; HttpOnly; Secure; SameSite=Strict`;
  const signInBy = (s: Teller): void =>
    s.post('app/login', {
      at: 0,
      json: { user: 'ada', password: 'x' },
      answer: { json: { accessToken: s.jwt('AT1') }, setCookie: set(1) },
    });
  const renew = (s: Teller, at: number, to: number, more: Partial<RequestOptions> = {}): void =>
    s.post('app/refresh', { at, answer: { json: { accessToken: s.jwt(`AT${to}`) }, setCookie: set(to) }, ...more });

  it('is the edge where the cookie that was sent is hidden, and its successor is not', () => {
    const told = tellStory((s) => {
      signInBy(s);
      renew(s, 540, 2, { id: 'r' });
      renew(s, 1080, 3);
    });
    expect(listEdges(told)).toEqual(['RT1>RT2 E2', 'RT2>RT3 E2']);
    expect(told.refresh('r')).toMatchObject({ presented: 'RT1', position: 'P0', answer: 'A+' });
    expect(told.token('RT1')).toMatchObject({ state: 'superseded', presentations: 0 });
    expectQuiet(told);
  });

  it('holds for a cookie of any name, once its use has given it away', () => {
    const told = tellStory((s) => {
      const sid = (n: number): string => `sid=${s.opaque(`SID${n}`)}; HttpOnly; Secure`;
      s.post('app/login', {
        at: 0,
        json: { user: 'ada', password: 'x' },
        answer: { json: { accessToken: s.jwt('AT1') }, setCookie: sid(1) },
      });
      const answer = (n: number) => ({ json: { accessToken: s.jwt(`AT${n}`) }, setCookie: sid(n) });
      s.post('app/refresh', { at: 540, cookie: 'sid=SID1', answer: answer(2) });
      s.post('app/refresh', { at: 1080, answer: answer(3) });
    });
    expect(listEdges(told, 'SID1')).toEqual(['SID1>SID2 E1', 'SID2>SID3 E2']);
  });

  it('makes a repeat of the old one likely at most', () => {
    const told = tellStory((s) => {
      signInBy(s);
      renew(s, 540, 2);
      renew(s, 2000, 9, { cookie: 'refresh_token=RT1', tab: 'tabB' });
    });
    expectFinding(told, 'refresh-token-reuse-accepted', { severity: 'high', confidence: 'likely' });
    expectFinding(told, 'rotation-fork', { confidence: 'likely' });
  });

  it('counts two that overlap as presentations of one: a race, likely', () => {
    const told = tellStory((s) => {
      signInBy(s);
      renew(s, 540, 2, { after: 0.4 });
      renew(s, 540.1, 3, { after: 0.4, tab: 'tabB' });
    });
    expect(listEdges(told)).toEqual(['RT1>RT2 E2', 'RT1>RT3 E2']);
    expectFinding(told, 'refresh-uncoordinated-parallel', { confidence: 'likely', count: 2 });
  });

  it('becomes E1 when the other sensor shows the cookie', () => {
    const { observations } = tellStory(
      (s) => {
        signInBy(s);
        renew(s, 540, 2, { cookie: 'refresh_token=RT1' });
      },
      { sensors: ['web-request', 'devtools'] },
    );
    const listGrades = (isShownByDevtools: boolean) => {
      const hidden = observations.map((one) =>
        one.kind === 'request-sent' && !(isShownByDevtools && one.sensor === 'devtools')
          ? { ...one, cookies: [], credentials: [] }
          : one,
      );
      return [...analyse(hidden).state.chain.values()].flatMap(({ edges }) => edges.map(({ evidence }) => evidence));
    };
    expect(listGrades(false)).toEqual(['E2']);
    expect(listGrades(true)).toEqual(['E1']);
  });

  it('is none where other cookies are shown, and this one is not among them', () => {
    const told = tellStory((s) => {
      signInBy(s);
      renew(s, 540, 2, { cookie: 'basket=k6Exc0zSGUtYc4Dz_NmpnArs8ZoyZGtzZr2WM5AH684' });
    });
    expect(told.chain('RT2').edges).toEqual([]);
  });
});

describe('E3', () => {
  const twice = (more: (s: Teller) => void = () => undefined) =>
    tellStory((s) => {
      signIn(s, 0);
      s.get('api/me', { at: 2, bearer: 'AT1' });
      for (const n of [1, 2, 3]) {
        refresh(s, 540 * n, n, n + 1, { id: `r${n}` });
        s.get('api/me', { at: 540 * n + 2, bearer: `AT${n + 1}` });
      }
      more(s);
    }, BLIND);

  it('is the edge over an unread answer whose access token was seen', () => {
    const told = twice();
    // Of the first nothing but the time is known: no token of the session had been seen with its family.
    expect(listEdges(told)).toEqual(['RT1>RT2 E4', 'RT2>RT3 E3']);
    expect(told.refresh('r2')).toMatchObject({ outcome: 'success', answer: 'A+' });
    expectQuiet(told);
  });

  it('is no ground for a replay: only E1 and E2 show that a token was replaced', () => {
    const told = twice((s) => refresh(s, 4000, 1, 9));
    expectNoFinding(told, 'refresh-token-reuse-accepted', 'rotation-fork');
  });
});

describe('a bridge', () => {
  it('stays when another sensor tells of the same answer, and has not read its body either', () => {
    const told = tellStory(
      (s) => {
        signIn(s, 0);
        s.post('auth/token', { at: 540, id: 'r1', form: grantOf(1), answer: { ...issue(s, 2), body: 'lost' } });
        s.post('auth/token', { at: 541, form: grantOf(2), answer: { ...issue(s, 3), body: 'lost' } });
      },
      { sensors: ['web-request', 'devtools'], secondSightMs: 3000 },
    );
    expect(listEdges(told)).toEqual(['RT1>RT2 E4']);
    expect(told.refresh('r1')).toMatchObject({ outcome: 'success', answer: 'A+', issued: ['RT2'] });
  });

  it('is taken back by a body that tells of a refusal', () => {
    const told = tellStory(
      (s) => {
        signIn(s, 0);
        const refused = { json: { error: 'invalid_grant' } };
        s.post('auth/token', { at: 540, id: 'r1', form: grantOf(1), answer: refused });
        s.post('auth/token', { at: 541, form: grantOf(2), answer: { ...issue(s, 3), body: 'lost' } });
      },
      { sensors: ['web-request', 'devtools'], secondSightMs: 3000 },
    );
    expect(told.refresh('r1').outcome).toBe('failure.terminal');
    expect(told.chain('RT1').edges).toEqual([]);
  });
});
