import { describe, expect, it } from 'vitest';
import { toEpochSec } from '../../support/story/story-clock';
import { tellStory } from '../../support/story/tell-story';

describe('the start of a session', () => {
  it.each([
    ['an hour before the sign-in', 0, '2026-03-01T08:00:00.000Z'],
    ['by the local clock, as every instant but the claims (rules.md 14.26)', 500, '2026-03-01T08:08:20.000Z'],
  ])('by auth_time is %s', (_what, localSkewSec, startedAt) => {
    const told = tellStory(
      (s) => {
        s.jwt('AT1', { claims: { auth_time: toEpochSec(-3600) } });
        const answer = { json: { access_token: 'AT1', refresh_token: 'RT1' } };
        s.post('auth/token', { at: 0, form: { grant_type: 'authorization_code', code: 'c1' }, answer });
      },
      { localSkewSec },
    );
    const started = told.chain('AT1').session?.startedAt ?? '';
    expect(Math.abs(Date.parse(started) - Date.parse(startedAt))).toBeLessThanOrEqual(1000);
    expect(told.chain('AT1').session?.startMethod).toBe('auth_time');
  });

  it.each([
    ['observed-login', 'authorization_code'],
    ['observed-login', 'password'],
    ['first-seen', 'urn:ietf:params:oauth:grant-type:token-exchange'],
  ])('is %s after %s', (startMethod, grant_type) => {
    const told = tellStory((s) => {
      const answer = { json: { access_token: 'AT1', refresh_token: 'RT1' } };
      s.post('auth/token', { at: 0, form: { grant_type, subject_token: 'IDT1', code: 'c1' }, answer });
    });
    expect(told.chain('AT1').session?.startMethod).toBe(startMethod);
  });

  it('is not seen in a silent authorization: the user had signed in before (rules.md 3.2)', () => {
    const told = tellStory((s) => {
      const query = { response_type: 'code', client_id: 'spa', prompt: 'none' };
      s.open('app/', { at: 0 });
      s.frame('auth/authorize', { at: 1, query, answer: { status: 302, location: 'app/cb?code=c2' } });
      const answer = { json: { access_token: 'AT1', refresh_token: 'RT1' } };
      s.post('auth/token', { at: 2, form: { grant_type: 'authorization_code', code: 'c2' }, answer });
    });
    expect(told.chain('AT1').root.kind).toBe('silent-authorization');
    expect(told.chain('AT1').session?.startMethod).toBe('first-seen');
  });
});

it('refreshes that began together stand in the order of sight', () => {
  const told = tellStory((s) => {
    const issue = (n: number) => ({ json: { access_token: `AT${n}`, refresh_token: `RT${n}` } });
    s.post('auth/token', { at: 0, form: { grant_type: 'authorization_code', code: 'c1' }, answer: issue(1) });
    const form = { grant_type: 'refresh_token', refresh_token: 'RT1' };
    s.post('auth/token', { at: 540, after: 0.5, form, answer: issue(2) });
    s.post('auth/token', { at: 540, after: 0.4, form, answer: issue(3) });
  });
  expect(told.report.refreshes.map(({ label, position }) => [label, position])).toEqual([
    ['R1', 'P0'],
    ['R2', 'P1'],
  ]);
});
