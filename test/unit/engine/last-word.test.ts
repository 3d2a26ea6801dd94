// tokens.state of an access token that its server refused (rules.md 14.27).
import { describe, expect, it } from 'vitest';
import type { RequestOptions } from '../../support/story/story-acts';
import { type StoryOptions, tellStory } from '../../support/story/tell-story';
import type { Teller } from '../../support/story/teller';

type Answer = RequestOptions['answer'];

const NAMED: Answer = { status: 401, challenge: 'Bearer error="invalid_token"' };

function signIn(s: Teller): void {
  s.post('auth/token', {
    at: 0,
    form: { grant_type: 'authorization_code', code: 'c1' },
    answer: { json: { access_token: 'AT1', refresh_token: 'RT1' } },
  });
}

/** What is said of AT1 after these answers of the API, twenty seconds apart. */
function tellAnswers(answers: readonly Answer[], options: StoryOptions = {}) {
  const told = tellStory((s) => {
    signIn(s);
    for (const [place, answer] of answers.entries())
      s.get('api/me', { at: 20 + 20 * place, bearer: 'AT1', ...(answer === undefined ? {} : { answer }) });
  }, options);
  return told.token('AT1');
}

describe('an access token is rejected', () => {
  it.each<[what: string, answers: readonly Answer[]]>([
    ['when it was refused and the cause named', [200, NAMED]],
    ['by a 401 that names nothing', [200, 401]],
    ['whatever was not decided since', [401, 403, 404, 429, 503]],
    ['again after it was accepted again', [401, 200, 401]],
    [
      'whatever a 200 says that is no yes',
      [200, 401, { json: { data: null, errors: [{ message: 'no such order' }] } }],
    ],
    ['inside a 200 (GraphQL)', [200, { json: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } }]],
  ])('%s', (_what, answers) => {
    expect(tellAnswers(answers).state).toBe('rejected');
    // Headers first and bodies late, as in the browser, come to the same.
    expect(tellAnswers(answers, { sensors: ['web-request', 'devtools'], secondSightMs: 3000 }).state).toBe('rejected');
  });

  it('from its first refusal on', () => {
    expect(tellAnswers([200, 401, 401]).refusedAt).toBe('2026-03-01T09:00:40.200Z');
  });

  it.each<[what: string, answers: readonly Answer[]]>([
    ['accepted since', [401, 200]],
    ['refused what it asks for', [403]],
    ['good, but not enough', [{ status: 403, challenge: 'Bearer error="insufficient_scope"' }]],
    ['asked for a nonce', [{ status: 401, challenge: 'DPoP error="use_dpop_nonce"' }]],
    ['asked for one in the body alone', [{ status: 401, json: { error: 'use_dpop_nonce' } }]],
    ['asked for a password', [{ status: 401, challenge: 'Basic realm="x"' }]],
  ])('not when it was %s', (_what, answers) => {
    const isLive = { state: 'live', refusedAt: null };
    expect(tellAnswers(answers)).toMatchObject(isLive);
    expect(tellAnswers(answers, { sensors: ['web-request', 'devtools'], secondSightMs: 3000 })).toMatchObject(isLive);
  });

  it('before it is superseded, or expired', () => {
    const told = tellStory((s) => {
      signIn(s);
      s.get('api/me', { at: 620, bearer: 'AT1', answer: NAMED });
      s.post('auth/token', {
        at: 621,
        form: { grant_type: 'refresh_token', refresh_token: 'RT1' },
        answer: { json: { access_token: 'AT2', refresh_token: 'RT2' } },
      });
      s.get('api/me', { at: 622, bearer: 'AT2' });
    });
    expect(told.token('AT1').state).toBe('rejected');
    expect(told.token('AT2').state).toBe('live');
    expect(tellAnswers([200]).state).toBe('live');
  });
});

describe('an answer that speaks of something else', () => {
  const liveAfter = (tell: (s: Teller) => void): string =>
    tellStory((s) => {
      signIn(s);
      s.get('api/me', { at: 10, bearer: 'AT1' });
      tell(s);
    }).token('AT1').state;

  it('leaves it live: a wrong password, a dead refresh token, a server that never took it', () => {
    expect(
      liveAfter((s) => s.post('app/login', { at: 20, bearer: 'AT1', json: { user: 'a', password: 'b' }, answer: 401 })),
    ).toBe('live');
    expect(
      liveAfter((s) =>
        s.post('auth/token', {
          at: 20,
          bearer: 'AT1',
          form: { grant_type: 'refresh_token', refresh_token: 'RT1' },
          answer: { status: 401, json: { error: 'invalid_grant' } },
        }),
      ),
    ).toBe('live');
    expect(liveAfter((s) => s.get('https://other.example/x', { at: 20, bearer: 'AT1', answer: NAMED }))).toBe('live');
  });

  it('of a header leaves the cookie that went along as it is', () => {
    const told = tellStory((s) => {
      signIn(s);
      s.jwt('SESS', { claims: { aud: 'web', scope: undefined }, header: { typ: 'JWT' } });
      s.get('app/page', { at: 5, cookie: 'sess=SESS' });
      s.get('app/api/me', { at: 20, cookie: 'sess=SESS', bearer: 'AT1', answer: 401 });
    });
    expect(told.token('AT1').state).toBe('rejected');
    expect(told.token('SESS').state).toBe('live');
  });
});

it.each([
  ['one sensor', ['har']],
  ['headers first, the body late', ['web-request', 'devtools']],
] as const)(
  'a refresh after the request for a nonce that only the body shows reacts to no refusal: %s',
  (_what, sensors) => {
    const told = tellStory(
      (s) => {
        signIn(s);
        s.get('api/me', { at: 100, bearer: 'AT1', answer: { status: 401, json: { error: 'use_dpop_nonce' } } });
        const form = { grant_type: 'refresh_token', refresh_token: 'RT1' };
        s.post('auth/token', {
          at: 101,
          id: 'r',
          form,
          answer: { json: { access_token: 'AT2', refresh_token: 'RT2' } },
        });
      },
      { sensors },
    );
    expect(told.refresh('r')).toMatchObject({ trigger: 'early', unauthorizedRequests: 0 });
    expect([...told.state.token.values()].filter(({ firstRejectedMs }) => firstRejectedMs !== null)).toEqual([]);
  },
);
