// Why a refresh happened when it did (rules.md 3.3, trigger table), and what the user noticed.

import { describe, expect, it } from 'vitest';
import { EXPIRED, grantOf, issue, refresh, signIn } from '../../support/story/passages';
import { type StoryOptions, tellStory } from '../../support/story/tell-story';
import type { Teller } from '../../support/story/teller';

const triggerOf = (tell: (s: Teller) => void, options?: StoryOptions) => {
  const { trigger, remainingSeconds } = tellStory(tell, options).refresh('r');
  return { trigger, remainingSeconds };
};
const refreshAt = (s: Teller, at: number) => refresh(s, at, 1, 2, { id: 'r' });

describe('a trigger', () => {
  it.each<[at: number, trigger: string, remainingSeconds: number]>([
    [540, 'proactive', 60],
    [300, 'proactive', 300],
    [599, 'proactive', 1],
    [600, 'late', 0],
    [700, 'late', -100],
    [200, 'early', 400],
  ])('at %d s of 600 is %s', (at, trigger, remainingSeconds) => {
    expect(
      triggerOf((s) => {
        signIn(s, 0);
        refreshAt(s, at);
      }),
    ).toEqual({ trigger, remainingSeconds });
  });

  it('is measured by an ID token where that is all that came with the refresh token (dialects.md 3.9)', () => {
    const judged = triggerOf((s) => {
      const idToken = s.jwt('IDT1', { lifetimeSec: 3600, claims: { scope: undefined, aud: 'shop' } });
      s.post('app/signIn', { at: 0, json: { password: 'p' }, answer: { json: { idToken, refreshToken: 'RT1' } } });
      refreshAt(s, 3310);
    });
    expect(judged).toEqual({ trigger: 'proactive', remainingSeconds: 290 });
  });

  it('is scheduled when neither the end nor the beginning is near', () => {
    expect(
      triggerOf((s) => {
        signIn(s, 0, 1, { lifetimeSec: 3600 });
        refreshAt(s, 1900);
      }).trigger,
    ).toBe('scheduled');
    expect(
      triggerOf((s) => {
        signIn(s, 0, 1, { lifetimeSec: 3600 });
        refreshAt(s, 1700);
      }).trigger,
    ).toBe('early');
  });

  it('is not reactive after a refusal for want of permission (T21)', () => {
    const challenge = 'Bearer error="insufficient_scope"';
    const judged = triggerOf((s) => {
      signIn(s, 0, 1, { lifetimeSec: 3600 });
      s.get('api/me', { at: 1900, bearer: 'AT1', answer: { status: 403, challenge } });
      refreshAt(s, 1901);
    });
    expect(judged.trigger).toBe('scheduled');
  });

  it.each([419, 422, 440, 498])(
    'is reactive after a %d that names the token, and not after one that does not',
    (status) => {
      const judgedBy = (json: object) =>
        triggerOf((s) => {
          signIn(s, 0, 1, { lifetimeSec: 3600 });
          s.get('api/me', { at: 1900, bearer: 'AT1', answer: { status, json } });
          refreshAt(s, 1901);
        }).trigger;
      expect(judgedBy({ error: 'invalid_token' })).toBe('reactive.premature');
      expect(judgedBy({ message: 'CSRF token mismatch.' })).toBe('scheduled');
    },
  );

  it('is reactive within ten seconds of a refusal in the same context', () => {
    const judgedAfter = (sec: number, tab = 'tabA') =>
      triggerOf((s) => {
        signIn(s, 0, 1, { lifetimeSec: 300 });
        s.get('api/me', { at: 310, bearer: 'AT1', tab, answer: EXPIRED, after: 0.2 });
        refreshAt(s, 310.2 + sec);
      }).trigger;
    expect([judgedAfter(0.1), judgedAfter(10), judgedAfter(10.1), judgedAfter(0.1, 'tabB')]).toEqual([
      'reactive.expired',
      'reactive.expired',
      'late',
      'late',
    ]);
  });

  it('is premature when the token was still good', () => {
    const told = triggerOf((s) => {
      signIn(s, 0);
      s.get('api/me', { at: 100, bearer: 'AT1', answer: EXPIRED });
      refreshAt(s, 100.5);
    });
    expect(told).toEqual({ trigger: 'reactive.premature', remainingSeconds: 499.5 });
  });

  it('is soft when only the custom expiry has passed', () => {
    const told = triggerOf((s) => {
      signIn(s, 0, 1, { lifetimeSec: 86_400, jwt: { claims: (iat) => ({ useExp: iat + 600 }) } });
      s.get('api/me', { at: 610, bearer: 'AT1', answer: EXPIRED });
      refreshAt(s, 610.5);
    });
    expect(told.trigger).toBe('reactive.soft');
  });

  it('is the loading of a fresh document that holds no token', () => {
    const told = triggerOf((s) => {
      signIn(s, 0);
      s.open('app/', { at: 100, tab: 'tabB' });
      refresh(s, 102, 1, 2, { id: 'r', tab: 'tabB' });
    });
    expect(told.trigger).toBe('on_load');
  });

  it('is not the loading of a document that is old, or has its token already', () => {
    const judgedAfter = (sec: number, hasToken: boolean) =>
      triggerOf((s) => {
        signIn(s, 0);
        s.open('app/', { at: 100, tab: 'tabB' });
        if (hasToken) s.get('api/me', { at: 100.5, tab: 'tabB', bearer: 'AT1' });
        refresh(s, 100 + sec, 1, 2, { id: 'r', tab: 'tabB' });
      }).trigger;
    expect(judgedAfter(6, false)).toBe('early');
    expect(judgedAfter(2, true)).toBe('early');
  });

  it('is unknown where the end of the access token is', () => {
    const opaque = (more: object) =>
      triggerOf((s) => {
        const json = { access_token: s.opaque('OPAQUE'), refresh_token: 'RT1', ...more };
        s.post('auth/token', { at: 0, form: { grant_type: 'password' }, answer: { json } });
        refreshAt(s, 540);
      });
    expect(opaque({})).toEqual({ trigger: 'unknown', remainingSeconds: null });
    expect(opaque({ expires_in: 600 }).trigger).toBe('proactive');
    expect(triggerOf((s) => refreshAt(s, 10)).trigger).toBe('unknown');
  });

  it("goes by the server's clock", () => {
    const told = triggerOf(
      (s) => {
        signIn(s, 0);
        refreshAt(s, 540);
      },
      { localSkewSec: 3000 },
    );
    expect(told.trigger).toBe('proactive');
    expect(Math.abs((told.remainingSeconds ?? 0) - 60)).toBeLessThanOrEqual(2);
  });
});

describe('the user', () => {
  it('noticed nothing of a refresh that went through', () => {
    expect(
      tellStory((s) => {
        signIn(s, 0);
        refreshAt(s, 540);
      }).refresh('r').silent,
    ).toBe('success');
  });

  it('noticed a login before the new token was used', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      refreshAt(s, 540);
      s.open('auth/login', { at: 545 });
    });
    expect(told.refresh('r').silent).toBe('failure');
  });

  it('went to a login page for another reason, once the new token was in use', () => {
    const told = tellStory((s) => {
      signIn(s, 0);
      refreshAt(s, 540);
      s.get('api/me', { at: 541, bearer: 'AT2' });
      s.open('auth/login', { at: 545 });
    });
    expect(told.refresh('r').silent).toBe('success');
  });

  it('saw each refused request sent again once', () => {
    const told = tellStory((s) => {
      signIn(s, 0, 1, { lifetimeSec: 300 });
      s.get('api/a', { at: 310, bearer: 'AT1', answer: EXPIRED });
      s.get('api/b', { at: 310, bearer: 'AT1', answer: EXPIRED });
      s.post('auth/token', { at: 310.5, id: 'r', form: grantOf(1), answer: issue(s, 2) });
      s.get('api/a', { at: 311, bearer: 'AT2' });
      s.get('api/c', { at: 311, bearer: 'AT2' });
    });
    expect(told.refresh('r')).toMatchObject({ unauthorizedRequests: 2, retriedRequests: 1 });
  });
});

describe('a document that is gone', () => {
  it.each([0, 50, 400])('hands its token to none after it, though DevTools tells of it %d ms late', (lateMs) => {
    const told = tellStory(
      (s) => {
        signIn(s, 0);
        s.get('api/orders', { at: 1, bearer: 'AT1', after: 0.05 });
        s.request('GET', 'app/home', { at: 1.02, type: 'document' });
        refresh(s, 1.04, 1, 2, { tab: 'tabC', after: 0.05 });
        refresh(s, 601, 2, 3);
      },
      { sensors: ['web-request', 'devtools'], secondSightMs: lateMs },
    );
    expect(told.token('AT2').state).toBe('superseded');
  });
});
