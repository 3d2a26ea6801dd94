// A refresh begins before anybody has read what the answer before it had issued: once that is read, it is known what it
// renewed, and why it came.

import { expect, it } from 'vitest';
import { analyse } from '../../property/given/judge';
import { readLast } from '../../support/story/read-last';
import { tellStory } from '../../support/story/tell-story';
import type { Teller } from '../../support/story/teller';
import { redeem, refresh } from '../rules/usual-traffic';

const issue = (number: number) => ({ access_token: `AT${number}`, refresh_token: `RT${number}`, expires_in: 300 });
const DAY_SEC = 86_400;

const tellLate = (secondSightMs: number, story: (s: Teller) => void) =>
  tellStory(story, { sensors: ['web-request', 'devtools'], secondSightMs });

function tellInOrder(order: readonly number[], story: (s: Teller) => void) {
  const { state } = analyse(readLast(tellLate(0, story).observations, order));
  const refreshes = [...state.refresh.values()].sort((a, b) => a.startMs - b.startMs);
  return { refreshes, tokens: [...state.token.values()] };
}

it('the access token of a sign-in, not that of the session before, is renewed right after it', () => {
  const told = tellLate(3000, (s) => {
    redeem(s, 0, issue(1));
    redeem(s, DAY_SEC, issue(2));
    refresh(s, DAY_SEC + 1, 'RT2', issue(3), { id: 'r' });
  });
  expect(told.refresh('r')).toMatchObject({ trigger: 'early', remainingSeconds: expect.closeTo(599, 0) });
  expect(['AT1', 'AT2', 'AT3'].map((name) => told.token(name).state)).toEqual(['expired', 'superseded', 'live']);
});

it('the access token of the refresh before it is renewed, and not once more the one before that', () => {
  const told = tellLate(1500, (s) => {
    redeem(s, 0, issue(1));
    refresh(s, 250, 'RT1', issue(2), { after: 0.05 });
    refresh(s, 251, 'RT2', issue(3), { id: 'r', after: 0.05 });
  });
  expect(told.refresh('r')).toMatchObject({ trigger: 'early' });
  expect(['AT1', 'AT2', 'AT3'].map((name) => told.token(name).state)).toEqual(['superseded', 'superseded', 'live']);
});

it('what is handed out again within the grace window was issued by the first answer, whichever is read first', () => {
  const { refreshes } = tellInOrder([2, 1], (s) => {
    redeem(s, 0, issue(1));
    refresh(s, 250, 'RT1', issue(2), { after: 0.05 });
    refresh(s, 250.3, 'RT1', { ...issue(3), refresh_token: 'RT2' }, { after: 0.05 });
  });
  expect(refreshes).toMatchObject([
    { answer: 'A+', position: 'P0' },
    { answer: 'A=', position: 'P2' },
  ]);
});

it('of two refreshes at once, the one that was answered first replaced the access token', () => {
  const { tokens, refreshes } = tellInOrder([2, 1], (s) => {
    redeem(s, 0, issue(1));
    refresh(s, 250, 'RT1', issue(2), { after: 0.05 });
    refresh(s, 250.02, 'RT1', issue(3), { after: 0.05 });
  });
  const [first] = refreshes;
  const old = tokens.find(({ id }) => id === first?.renewed);
  expect(first?.issued).toContain(old?.replacedBy);
});

it('a page that was loaded anew before the body was read does not hold what the one before it was given', () => {
  const told = tellLate(300, (s) => {
    redeem(s, 0, issue(1));
    refresh(s, 250, 'RT1', issue(2), { after: 0.05 });
    s.open('app/', { at: 250.2 });
    s.get('api/me', { at: 251, bearer: 'AT1' });
    refresh(s, 290, 'RT2', issue(3), { id: 'r' });
  });
  expect(told.refresh('r').remainingSeconds).toBeCloseTo(310, 0);
});

it('what a tab sends only afterwards is not what it had renewed', () => {
  const told = tellLate(2000, (s) => {
    redeem(s, 0, issue(1), { tab: 'tabB' });
    refresh(s, 250, 'RT1', issue(2), { tab: 'tabC' });
    refresh(s, 252, 'RT2', issue(3), { id: 'r' });
    s.get('api/me', { at: 252.1, bearer: 'AT1' });
  });
  expect(told.refresh('r').renewed).toBe(told.token('AT2').label);
});

it('a request that was refused before the first of two refreshes was not sent again after the second', () => {
  const told = tellLate(3950, (s) => {
    redeem(s, 0, issue(1));
    s.get('api/me', { at: 2, bearer: 'AT1', answer: 401 });
    refresh(s, 4, 'RT1', issue(2));
    refresh(s, 6, 'RT2', issue(3), { id: 'r' });
    s.get('api/me', { at: 8, bearer: 'AT3' });
  });
  expect(told.refresh('r')).toMatchObject({ unauthorizedRequests: 0, retriedRequests: 0 });
});
