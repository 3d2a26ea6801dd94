// chains.state where no refresh says anything (rules.md 3.4).
import { expect, it } from 'vitest';
import { tellStory } from '../../support/story/tell-story';

it.each([
  ['active while its only access token lasts', 300, 'active'],
  ['expired with it, as nothing can renew it', 700, 'expired'],
])('a family without a refresh token is %s', (_what, at, state) => {
  const told = tellStory((s) => {
    const answer = { json: { accessToken: 'AT1' } };
    s.post('app/login', { at: 0, json: { user: 'a', password: 'b' }, answer });
    s.get('api/me', { at, bearer: 'AT1', answer: 503 });
  });
  expect(told.chain('AT1')).toMatchObject({ heads: [], state });
});

it('a family whose refresh token has no known end goes on, though its access token is over', () => {
  const told = tellStory((s) => {
    const answer = { json: { accessToken: 'AT1', refreshToken: 'RT1' } };
    s.post('app/login', { at: 0, json: { user: 'a', password: 'b' }, answer });
    s.get('api/me', { at: 700, bearer: 'AT1', answer: 401 });
  });
  expect(told.chain('AT1')).toMatchObject({ heads: ['RT1'], state: 'active' });
});
