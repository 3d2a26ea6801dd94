import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import type { JwtSpec } from '../../../support/story/story-tokens';
import { tellStory } from '../../../support/story/tell-story';
import { onLocalhost, redeem, refresh } from '../usual-traffic';

const RULE = 'lifetime-mismatch-expires-in';

const issue = (spec: JwtSpec, expires_in: unknown) =>
  tellStory((s) => redeem(s, 0, { access_token: s.jwt('AT1', spec), expires_in }));

describe('expires_in against exp', () => {
  it('is information when they disagree', () => {
    expectFinding(issue({ lifetimeSec: 600 }, 3600), RULE, { severity: 'info', confidence: 'confirmed' });
  });

  it.each([
    ['late', 3600, 620, 600],
    ['early', 60, 40, 3600],
  ] as const)('is low when the app refreshed %s by it', (trigger, expires_in, at, lifetimeSec) => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec }), refresh_token: 'RT1', expires_in });
      refresh(s, at, 'RT1', { access_token: s.jwt('AT2'), refresh_token: 'RT2' }, { id: 'r' });
    });
    expect(told.refresh('r').trigger).toBe(trigger);
    expectFinding(told, RULE, { severity: 'low' });
  });

  it.each([
    ['within a minute', 600, 655],
    ['within a tenth', 7200, 7900],
    ['as text', 3600, '3600'],
    ['in milliseconds', 3600, 3_600_000],
  ])('agrees %s', (_what, lifetimeSec, expires_in) => expectNoFinding(issue({ lifetimeSec }, expires_in), RULE));

  it('compares with what is left, so a token out of a cache agrees', () => {
    expectNoFinding(issue({ lifetimeSec: 3600, issuedAt: -1800 }, 1800), RULE);
  });

  it('does not hold the ID token to the life of the access token', () => {
    const told = tellStory((s) =>
      redeem(s, 0, { access_token: s.jwt('AT1'), id_token: s.jwt('IDT1', { lifetimeSec: 36_000 }), expires_in: 600 }),
    );
    expectNoFinding(told, RULE);
  });

  it('T13: follows the server’s clock, and is possible where there is none', () => {
    const told = tellStory((s) => redeem(s, 0, { access_token: s.jwt('AT1'), expires_in: 600 }), { localSkewSec: 500 });
    expectNoFinding(told, RULE);
    const blind = tellStory((s) =>
      s.post('auth/token', {
        at: 0,
        form: { grant_type: 'authorization_code', code: 'c1' },
        answer: {
          json: { access_token: s.jwt('AT1', { claims: { iat: undefined } }), expires_in: 5000 },
          dateOffBySec: null,
        },
      }),
    );
    expectFinding(blind, RULE, { confidence: 'possible' });
  });

  it('does not compare with an announcement of no limit', () => {
    const spec = { header: { typ: 'JWT' }, claims: { typ: 'Refresh' } };
    const told = tellStory((s) =>
      redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: s.jwt('RT1', spec), refresh_expires_in: 0 }),
    );
    expectNoFinding(told, RULE);
  });

  it('is one step lower on a developer machine', () => {
    expectFinding(
      tellStory(
        onLocalhost((s) => {
          redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: 'RT1', expires_in: 3600 });
          refresh(s, 620, 'RT1', { access_token: s.jwt('AT2'), refresh_token: 'RT2' });
        }),
      ),
      RULE,
      { severity: 'info' },
    );
  });

  it('is likely where only an estimate of the server’s clock is there to compare with', () => {
    const told = tellStory((s) => {
      s.get('auth/ping', { at: 0 });
      const json = { access_token: s.jwt('AT1', { lifetimeSec: 600 }), expires_in: 3600 };
      redeem(s, 1, json, { answer: { json: { token_type: 'Bearer', ...json }, dateOffBySec: null } });
    });
    expectFinding(told, RULE, { confidence: 'likely' });
  });
});
