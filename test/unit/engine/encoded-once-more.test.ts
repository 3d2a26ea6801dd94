// A token under another signature is the same token (rules.md 2.4): ECDSA signatures are malleable.
import { expect, it } from 'vitest';
import { tellStory } from '../../support/story/tell-story';

const cut = (raw: string): string => raw.slice(0, raw.lastIndexOf('.') + 1);

it.each([
  ['by its identifier', {}],
  ['by header and payload, where it has none', { jti: undefined }],
])('is known again %s', (_what, claims) => {
  const told = tellStory((s) => {
    s.jwt('AT1', { claims });
    const answer = { json: { access_token: 'AT1', refresh_token: 'RT1' } };
    s.post('auth/token', { at: 0, form: { grant_type: 'authorization_code', code: 'c1' }, answer });
    s.get('api/me', { at: 5, bearer: 'AT1' });
    s.get('api/me', { at: 6, bearer: `${cut(s.raw('AT1', 0))}${'B'.repeat(86)}` });
  });
  expect(told.report.tokens.map(({ label }) => label)).toEqual(['AT1', 'RT1']);
  expect(told.token('AT1')).toMatchObject({ presentations: 2, accepted: 2, role: 'access' });
});

it('another payload under the same identifier is another token', () => {
  const told = tellStory((s) => {
    s.jwt('AT1', { claims: { jti: 'one' } });
    s.jwt('AT2', { claims: { jti: 'one', scope: 'more' } });
    s.get('api/me', { at: 5, bearer: 'AT1' });
    s.get('api/me', { at: 6, bearer: 'AT2' });
  });
  expect(told.report.tokens).toHaveLength(2);
});

it('what a server signs twice within one second is two tokens, if nothing names them', () => {
  const told = tellStory((s) => {
    const claims = { jti: undefined, iat: 1_772_355_600, exp: 1_772_359_200 };
    for (const name of ['AT1', 'AT2']) s.jwt(name, { claims });
    const grant = { grant_type: 'refresh_token', refresh_token: 'RT0' };
    s.post('auth/token', { at: 0, form: grant, answer: { json: { access_token: 'AT1' } } });
    s.post('auth/token', { at: 0.4, form: grant, answer: { json: { access_token: 'AT2' } } });
  });
  expect(told.report.refreshes.map(({ issued }) => issued)).toEqual([['AT1'], ['AT2']]);
});
