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
});
