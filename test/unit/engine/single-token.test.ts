// One JWT for everything is known as such once it was seen at an API and renewed itself, whichever came first.
import { describe, expect, it } from 'vitest';
import { tellStory } from '../../support/story/tell-story';
import type { Teller } from '../../support/story/teller';

const declare = (s: Teller, name: string): string =>
  s.jwt(name, { header: { typ: 'JWT' }, claims: { scope: undefined, client_id: undefined } });
const call = (s: Teller, at: number): void => s.get('api/me', { at, bearer: 'AT1' });
const renew = (s: Teller, at: number): void =>
  s.post('app/session/refresh', { at, bearer: 'AT1', answer: { json: { token: declare(s, 'AT2') } } });

function roleOf(tell: (s: Teller) => void): string {
  const told = tellStory((s) => {
    s.post('app/session/login', { at: 0, json: { user: 'a' }, answer: { json: { token: declare(s, 'AT1') } } });
    tell(s);
  });
  return told.token('AT1').role;
}

describe('a token that renews itself', () => {
  it('is one for both once an API took it', () => {
    expect(
      roleOf((s) => {
        call(s, 100);
        renew(s, 200);
      }),
    ).toBe('single');
  });

  it('also when the API takes it afterwards', () => {
    expect(
      roleOf((s) => {
        renew(s, 200);
        call(s, 210);
      }),
    ).toBe('single');
  });

  it('also when the call to the API failed on its way', () => {
    expect(
      roleOf((s) => {
        renew(s, 200);
        s.get('api/me', { at: 210, bearer: 'AT1', fails: 'net::ERR_FAILED' });
      }),
    ).toBe('single');
  });

  it('is an access token as long as no API was seen to take it', () => {
    expect(roleOf((s) => renew(s, 200))).toBe('access');
  });
});

describe('a refresh that failed', () => {
  it.each([50, 400, 3000])('is one, though the body that shows what is renewed there comes %d ms late', (lateMs) => {
    const told = tellStory(
      (s) => {
        s.post('app/session/login', { at: 0, json: { user: 'a' }, answer: { json: { token: declare(s, 'AT1') } } });
        renew(s, 200);
        s.post('app/session/refresh', {
          at: 200.1,
          after: 0.2,
          bearer: 'AT1',
          fails: 'net::ERR_TIMED_OUT',
          id: 'lost',
        });
      },
      { sensors: ['web-request', 'devtools'], secondSightMs: lateMs },
    );
    expect(told.refresh('lost')).toMatchObject({ outcome: 'failure.transient' });
  });
});

describe('a refused renewal', () => {
  it('is of the token that was sent, though the body that issued it comes only after the refusal', () => {
    const told = tellStory(
      (s) => {
        s.post('app/session/login', { at: 0, json: { user: 'a' }, answer: { json: { token: declare(s, 'AT1') } } });
        renew(s, 200);
        const raced = { json: { token: declare(s, 'AT3') } };
        s.post('app/session/refresh', { at: 200.03, bearer: 'AT1', tab: 'tabB', answer: raced });
        s.post('app/session/refresh', { at: 202, bearer: 'AT3', tab: 'tabB', answer: 401, id: 'refused' });
      },
      { sensors: ['web-request', 'devtools'], secondSightMs: 1980 },
    );
    expect(told.refresh('refused')).toMatchObject({ type: 'self_renew', presented: 'AT3', position: 'P0' });
  });

  it.each([0, 50, 400, 3000])(
    'says nothing of a token that was accepted since, read once more %d ms late',
    (lateMs) => {
      const told = tellStory(
        (s) => {
          s.post('app/session/login', { at: 0, json: { user: 'a' }, answer: { json: { token: declare(s, 'AT1') } } });
          s.post('app/session/refresh', { at: 200, after: 0.05, bearer: 'AT1', answer: 401 });
          s.post('app/session/refresh', { at: 201, after: 0.05, bearer: 'AT1', answer: 401 });
          s.get('api/me', { at: 201.02, after: 0.05, bearer: 'AT1' });
        },
        { sensors: ['web-request', 'devtools'], secondSightMs: lateMs },
      );
      expect(told.token('AT1').state).toBe('live');
    },
  );
});

describe('the loser of a race', () => {
  it.each([0, 50, 3000])(
    'is a refresh, though it is refused before the first renewal is answered, %d ms late',
    (lateMs) => {
      const told = tellStory(
        (s) => {
          s.post('app/session/login', { at: 0, json: { user: 'a' }, answer: { json: { token: declare(s, 'AT1') } } });
          const next = { json: { token: declare(s, 'AT2') } };
          s.post('app/session/refresh', { at: 200, after: 2, bearer: 'AT1', answer: next });
          s.post('app/session/refresh', {
            at: 200.02,
            after: 0.4,
            bearer: 'AT1',
            answer: 401,
            id: 'lost',
            tab: 'tabB',
          });
        },
        lateMs === 0 ? {} : { sensors: ['web-request', 'devtools'], secondSightMs: lateMs },
      );
      expect(told.refresh('lost')).toMatchObject({ type: 'self_renew', presented: 'AT1', position: 'P1' });
    },
  );
});

describe('a renewal that failed on its way', () => {
  it.each([50, 3000])(
    'makes no credential of the access token that was sent, its sign-in read %d ms late',
    (lateMs) => {
      const told = tellStory(
        (s) => {
          s.post('app/session/login', { at: 0, json: { user: 'a' }, answer: { json: { token: declare(s, 'AT1') } } });
          renew(s, 200);
          s.post('app/session/login', { at: 300, json: { user: 'a' }, answer: { json: { token: declare(s, 'AT3') } } });
          s.post('app/session/refresh', { at: 301, bearer: 'AT3', fails: 'net::ERR_FAILED', id: 'failed' });
        },
        { sensors: ['web-request', 'devtools'], secondSightMs: lateMs },
      );
      expect(told.refresh('failed')).toMatchObject({ type: 'self_renew', presented: 'AT3' });
      expect([...told.state.chain.values()].at(-1)).toMatchObject({ rootKind: 'login', credentials: [] });
    },
  );
});
