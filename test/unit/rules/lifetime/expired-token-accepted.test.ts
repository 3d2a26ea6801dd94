import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import type { RequestOptions } from '../../../support/story/story-acts';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { onLocalhost, redeem, refresh } from '../usual-traffic';

const RULE = 'expired-token-accepted';

/** What a publishable key of Supabase says (dialects.md 2.8). */
const ANON = { iss: 'supabase', role: 'anon', sub: undefined, aud: undefined, scope: undefined, client_id: undefined };

type Use = Omit<RequestOptions, 'bearer'>;
const usedLate =
  (use: Use, target = 'api/me') =>
  (s: Teller) => {
    redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec: 600 }) });
    s.get(target, { bearer: 'AT1', ...use });
  };

describe('an expired token that is accepted', () => {
  it('is high, past the leeway, at an endpoint that refuses others', () => {
    const told = tellStory(usedLate({ at: 1000 }));
    const { message } = expectFinding(told, RULE, { severity: 'high', confidence: 'confirmed', tokens: ['AT1'] });
    expect(message).toContain('after it had expired');
  });

  it('is one at userinfo as well, which is an API like others (OIDC Core 5.3)', () => {
    expectFinding(tellStory(usedLate({ at: 1000 }, 'api/userinfo')), RULE, { confidence: 'confirmed' });
  });

  it('is none within the leeway (T13), or when refused', () => {
    expectNoFinding(tellStory(usedLate({ at: 880 })), RULE);
    expectNoFinding(tellStory(usedLate({ at: 1000, answer: 401 })), RULE);
  });

  it('T19: a public endpoint accepts anything', () => {
    expectNoFinding(tellStory(usedLate({ at: 1000 }), { isEnforcing: false }), RULE);
  });

  it('is judged again when the endpoint refuses somebody later', () => {
    const tell = (s: Teller): void => {
      usedLate({ at: 1000 })(s);
      s.get('api/me', { at: 1100, answer: 401 });
    };
    expectFinding(tellStory(tell, { isEnforcing: false }), RULE);
  });

  it('is judged again when the origin challenges somebody near by later', () => {
    const tell = (s: Teller): void => {
      usedLate({ at: 1000 }, 'api/orders/list')(s);
      s.get('api/orders', { at: 1100, answer: { status: 401, challenge: 'Bearer' } });
    };
    expectFinding(tellStory(tell, { isEnforcing: false }), RULE, { severity: 'high', confidence: 'likely' });
    const tellMore = (s: Teller): void => {
      tell(s);
      s.get('api/orders/list', { at: 1200, answer: 401 });
    };
    expectFinding(tellStory(tellMore, { isEnforcing: false }), RULE, { severity: 'high', confidence: 'confirmed' });
  });

  it('is likely where only the origin challenges, or the endpoint is a template', () => {
    const byOrigin = (s: Teller): void => {
      s.get('api/orders', { at: -5, answer: { status: 401, challenge: 'Bearer' } });
      usedLate({ at: 1000 }, 'api/orders/list')(s);
    };
    expectFinding(tellStory(byOrigin, { isEnforcing: false }), RULE, { severity: 'high', confidence: 'likely' });
    expectFinding(tellStory(usedLate({ at: 1000 }, 'api/orders/123456')), RULE, { confidence: 'likely' });
  });

  it('T7: judges no answer out of a cache, nor one that only says that nothing changed', () => {
    expectNoFinding(tellStory(usedLate({ at: 1000, answer: { status: 304 } })), RULE);
    expectNoFinding(tellStory(usedLate({ at: 1000, answer: { source: 'cache' } })), RULE);
  });

  it('T13, T24: follows the answer’s own Date, not this computer’s clock', () => {
    expectNoFinding(tellStory(usedLate({ at: 500 }), { localSkewSec: 2000 }), RULE);
    expectFinding(tellStory(usedLate({ at: 1000 }), { localSkewSec: -2000 }), RULE);
    const stale = tellStory(usedLate({ at: 1000, answer: { headers: { Age: '300' } } }));
    expectNoFinding(stale, RULE);
    expectNoFinding(tellStory(usedLate({ at: 1000, answer: { dateOffBySec: null } })), RULE);
  });

  it('T13: is as sure where the local clock was set, and one of the servers not heard of since', () => {
    const told = tellStory((s) => {
      s.setClock(-1000, -400);
      s.setClock(1100, 0);
      usedLate({ at: 1200 })(s);
      s.get('api/me', { at: 200, bearer: 'AT1' });
      for (const at of [1150, 1160]) refresh(s, at, 'RT1', {}, { answer: 503 });
    });
    expectFinding(told, RULE, { severity: 'high', confidence: 'confirmed' });
  });

  it.each([
    ['the server that took it', 100, 200],
    ['the issuer', 710, 705],
    ['the issuer, though only afterwards,', 710, 730],
  ])('T13, T24: is as sure where the local clock was set back, as %s shows', (_, refusedAt, renewedAt) => {
    const tell = (s: Teller): void => {
      s.setClock(-1000, 400);
      s.setClock(700, 0);
      redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec: 300 }), refresh_token: 'RT1' });
      s.get('api/me', { at: refusedAt, answer: 401 });
      refresh(s, renewedAt, 'RT1', {}, { answer: 503 });
      s.get('api/me', { at: 720, bearer: 'AT1' });
    };
    expectFinding(tellStory(tell, { isEnforcing: false }), RULE, { severity: 'high', confidence: 'confirmed' });
  });

  it('T12: the hop to another origin carries no credential', () => {
    const tell = (s: Teller): void => {
      redeem(s, 0, { access_token: s.jwt('AT1') });
      s.get('api/file', {
        at: 1000,
        id: 'hop',
        bearer: 'AT1',
        answer: { status: 307, location: 'https://cdn.example/f' },
      });
      s.get('https://cdn.example/f', { at: 1000.3, follows: 'hop' });
    };
    expectNoFinding(tellStory(tell), RULE);
  });

  it('T20: a GraphQL error inside 200 is no acceptance', () => {
    const json = { data: null, errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }] };
    const tell = (s: Teller): void => {
      redeem(s, 0, { access_token: s.jwt('AT1') });
      s.post('api/graphql', { at: 1000, bearer: 'AT1', json: { query: '{ me { id } }' }, answer: { json } });
    };
    expectNoFinding(tellStory(tell), RULE);
  });

  it('is possible, so medium, beside another credential', () => {
    const spec = { lifetimeSec: 5000, header: { typ: 'JWT' }, claims: { scope: undefined } };
    const tell = (s: Teller): void => usedLate({ at: 1000, cookie: `sid=${s.jwt('JWT', spec)}` })(s);
    const { message } = expectFinding(tellStory(tell), RULE, { severity: 'medium', confidence: 'possible' });
    expect(message).toContain('another credential of the same request');
  });

  it('is confirmed beside a key that is printed into pages (T18)', () => {
    const tell = (s: Teller): void => {
      const key = s.jwt('KEY1', { lifetimeSec: 315_360_000, header: { typ: 'JWT' }, claims: ANON });
      usedLate({ at: 1000, headers: { apikey: key } })(s);
    };
    expectFinding(tellStory(tell), RULE, { severity: 'high', confidence: 'confirmed' });
  });

  it('is possible beside an opaque session cookie, but not beside one for analytics', () => {
    const sid = tellStory(usedLate({ at: 1000, cookie: 'connect.sid=s%3Aabc123def456ghi789jkl0; theme=dark' }));
    expectFinding(sid, RULE, { severity: 'medium', confidence: 'possible' });
    const analytics = tellStory(usedLate({ at: 1000, cookie: '_ga=GA1.2.1234567890.1234567890; theme=dark' }));
    expectFinding(analytics, RULE, { severity: 'high', confidence: 'confirmed' });
  });

  it('is none where an ended token is renewed, ended or named as a hint', () => {
    const tell = (s: Teller): void => {
      redeem(s, 0, { access_token: s.jwt('AT1'), id_token: s.jwt('IDT1') });
      s.get('api/me', { at: 10, bearer: 'AT1' });
      s.post('api/auth/refresh', { at: 1000, bearer: 'AT1', answer: { json: { access_token: s.jwt('AT2') } } });
      s.post('api/logout', { at: 1010, bearer: 'AT1', answer: 204 });
      s.open('auth/session/end', { at: 1020, query: { id_token_hint: 'IDT1' } });
    };
    expectNoFinding(tellStory(tell), RULE);
  });

  it('is none for a socket', () => {
    const tell = (s: Teller): void => {
      redeem(s, 0, { access_token: s.jwt('AT1') });
      s.get('wss://api.shop.example/live', { at: 1000, type: 'websocket', query: { token: 'AT1' }, answer: 101 });
    };
    expectNoFinding(tellStory(tell), RULE);
  });

  it('P6: a refresh token past its own announced end is judged where it is presented', () => {
    const claimed = tellStory((s) => {
      const spec = { lifetimeSec: 1000, header: { typ: 'JWT' }, claims: { typ: 'Refresh' } };
      redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: s.jwt('RT1', spec) });
      refresh(s, 2000, 'RT1', { access_token: s.jwt('AT2') }, { id: 'r' });
    });
    expect(claimed.refresh('r').position).toBe('P6');
    expectFinding(claimed, RULE, { severity: 'high', confidence: 'confirmed', tokens: ['RT1'] });
    const announced = tellStory((s) => {
      redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: 'RT1', refresh_expires_in: 1000 });
      refresh(s, 2000, 'RT1', { access_token: s.jwt('AT2'), refresh_token: 'RT2' });
    });
    expectFinding(announced, RULE, { severity: 'high', confidence: 'likely' });
  });

  it('is not evaluable where no server shows its clock', () => {
    const answer = { json: { access_token: 'AT1' }, dateOffBySec: null };
    const told = tellStory((s) =>
      s.post('auth/token', { at: 0, form: { grant_type: 'authorization_code', code: 'c1' }, answer }),
    );
    expect(told.report.notEvaluable.map(({ rule }) => rule)).toContain(RULE);
  });

  it('judges an ID token where it serves as a credential', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: s.jwt('AT1'), id_token: s.jwt('IDT1', { lifetimeSec: 600 }) });
      s.get('api/me', { at: 1000, bearer: 'IDT1' });
    });
    expectFinding(told, RULE, { tokens: ['IDT1'] });
  });

  it('is one step lower on a developer machine', () => {
    expectFinding(tellStory(onLocalhost(usedLate({ at: 1000 }))), RULE, { severity: 'medium' });
  });

  it('is none at an endpoint that was seen to renew the token, whatever its path is called', () => {
    const spec = { lifetimeSec: 600, header: { typ: 'JWT' } };
    const tell = (s: Teller): void => {
      redeem(s, 0, { access_token: s.jwt('T1', spec) });
      s.get('api/me', { at: 1, bearer: 'T1' });
      s.post('api/heartbeat', { at: 300, bearer: 'T1', answer: { json: { access_token: s.jwt('T2', spec) } } });
      s.post('api/heartbeat', { at: 1500, bearer: 'T2', answer: { json: { ok: true } } });
    };
    expectNoFinding(tellStory(tell), RULE);
  });

  it('is judged at an ordinary endpoint, though its answers slide the session', () => {
    const spec = { lifetimeSec: 600, header: { typ: 'JWT' }, claims: { scope: undefined } };
    const tell = (s: Teller): void => {
      s.post('app/login', {
        at: 0,
        json: { password: 'x' },
        answer: { setCookie: `sid=${s.raw(s.jwt('JWT1', spec))}` },
      });
      s.get('api/me', { at: 300, cookie: 'sid=JWT1', answer: { setCookie: `sid=${s.raw(s.jwt('JWT2', spec), 300)}` } });
      s.get('api/me', { at: 1500, cookie: 'sid=JWT2' });
    };
    expectFinding(tellStory(tell), RULE);
  });

  it.each([
    ['nothing shows that the endpoint asks for a credential', { at: 1000 }, false, /may be public/],
    ['its answers have no Date', { at: 1000, answer: { dateOffBySec: null } }, true, /Date/],
  ] as const)('is not evaluable where %s', (_what, use, isEnforcing, words) => {
    const told = tellStory(usedLate(use), { isEnforcing });
    expect(told.report.notEvaluable.find(({ rule }) => rule === RULE)?.reason).toMatch(words);
  });
});
