// How a family began, as its first issuance tells (rules.md 3.4).

import { describe, expect, it } from 'vitest';
import { tellStory } from '../../support/story/tell-story';

const GOOGLE = { header: { typ: 'JWT' }, claims: { iss: 'https://accounts.google.com', aud: 'app', scope: undefined } };

describe('a family', () => {
  it('begins with a sign-in that hands on the ID token of another issuer', () => {
    const told = tellStory((s) => {
      s.jwt('GOOGLE', GOOGLE);
      const answer = { json: { accessToken: 'AT1', refreshToken: 'RT1' } };
      s.post('app/auth/google', { at: 0, json: { credential: 'GOOGLE' }, answer });
    });
    expect(told.report.chains).toMatchObject([{ root: { kind: 'login' } }]);
  });

  it('is of unknown root where an access token asked for it', () => {
    const told = tellStory((s) => {
      s.jwt('OLD', { header: { typ: 'JWT' }, claims: { iss: 'https://elsewhere.example' } });
      const answer = { json: { accessToken: 'AT1', refreshToken: 'RT1' } };
      s.post('app/organisations/switch', { at: 0, bearer: 'OLD', json: { to: 'b' }, answer });
    });
    expect(told.report.chains).toMatchObject([{ root: { kind: 'unknown' } }]);
  });
});
