// A token that renews itself, wherever it stands in the request; and tokens that an ordinary answer brings (rules.md 3.3, 3.4).

import { describe, expect, it } from 'vitest';
import { tellStory } from '../../support/story/tell-story';

const BARE = { header: { typ: 'JWT' }, claims: { scope: undefined } };

describe('a token that renews itself', () => {
  it.each([
    ['in the body', { json: { token: 'T1' } }],
    ['in a form', { form: { token: 'T1' } }],
    ['in a header', { bearer: 'T1' }],
  ])('%s', (_where, sent) => {
    const told = tellStory((s) => {
      for (const name of ['T1', 'T2']) s.jwt(name, BARE);
      s.post('app/api-token-auth', { at: 0, json: { password: 'x' }, answer: { json: { token: 'T1' } } });
      s.get('api/me', { at: 5, bearer: 'T1' });
      s.post('app/api-token-refresh', { at: 550, id: 'own', ...sent, answer: { json: { token: 'T2' } } });
    });
    expect(told.refresh('own')).toMatchObject({
      type: 'self_renew',
      trigger: 'proactive',
      presented: 'T1',
      issued: ['T2'],
    });
    expect(told.token('T1').role).toBe('single');
  });
});

describe('a token that renews itself within the second in which it was issued', () => {
  it.each([
    ['in a header', { bearer: 'T1' }, (name: string) => ({ json: { token: name } })],
    ['in a cookie', { cookie: 'session=T1' }, (name: string) => ({ setCookie: `session=${name}; HttpOnly` })],
  ])('%s', (_where, sent, answerWith) => {
    const told = tellStory((s) => {
      for (const name of ['T1', 'T2']) s.jwt(name, { ...BARE, issuedAt: 0 });
      s.post('app/login', { at: 0, json: { password: 'x' }, answer: answerWith('T1') });
      s.get('app/me', { at: 0.3, ...sent });
      s.post('app/auth/refresh', { at: 0.6, id: 'own', ...sent, answer: answerWith('T2') });
    });
    expect(told.refresh('own')).toMatchObject({ type: 'self_renew', presented: 'T1', issued: ['T2'] });
    expect(told.chain('T2')).toEqual(told.chain('T1'));
  });
});

describe('a renewal of the same kind that is refused', () => {
  it('is told of the token that was sent', () => {
    const told = tellStory((s) => {
      for (const name of ['T1', 'T2']) s.jwt(name, BARE);
      s.post('app/login', { at: 0, json: { password: 'x' }, answer: { json: { token: 'T1' } } });
      s.get('api/me', { at: 5, bearer: 'T1' });
      s.post('app/renew', { at: 550, bearer: 'T1', answer: { json: { token: 'T2' } } });
      s.post('app/renew', { at: 1000, id: 'refused', bearer: 'T2', answer: { status: 401 } });
    });
    expect(told.refresh('refused')).toMatchObject({
      type: 'self_renew',
      presented: 'T2',
      position: 'P0',
      outcome: 'failure.terminal',
    });
  });
});

describe('a refusal of a token whose issuance is read only later', () => {
  it.each([0, 3000])('ends its family, with bodies %d ms late', (secondSightMs) => {
    const told = tellStory(
      (s) => {
        for (const name of ['T1', 'T2']) s.jwt(name, BARE);
        s.post('app/login', { at: 0, json: { password: 'x' }, answer: { json: { token: 'T1' } } });
        s.post('app/auth/refresh', { at: 550, bearer: 'T1', answer: { json: { token: 'T2' } } });
        s.post('app/auth/refresh', { at: 551, id: 'refused', bearer: 'T2', answer: { status: 401 } });
      },
      { sensors: ['web-request', 'devtools'], secondSightMs },
    );
    const families = [...told.state.chain.values()];
    expect(families).toMatchObject([{ rotations: 1, end: { cause: 'unknown' } }]);
    expect(told.refresh('refused')).toMatchObject({ position: 'P0', chain: told.token('T1').chain });
  });
});

describe('a known refresh token for which tokens come', () => {
  it.each([
    ['under a bare name', { json: { token: 'RTJ' } }, 'rt_custom'],
    ['as bearer', { bearer: 'RTJ' }, 'rt_bearer'],
  ])('was spent, whatever the path is called: %s', (_where, sent, type) => {
    const told = tellStory((s) => {
      s.jwt('RTJ', { header: { typ: 'JWT' }, claims: { typ: 'refresh', scope: undefined } });
      const first = { json: { data: { access_token: 'AT1', refresh: 'RTJ' } } };
      s.post('app/login', { at: 0, json: { password: 'x' }, answer: first });
      const next = { json: { data: { access_token: 'AT2', refresh_token: 'RT2' } } };
      s.post('app/sessions/exchange', { at: 540, id: 'spent', ...sent, answer: next });
    });
    expect(told.refresh('spent')).toMatchObject({ type, outcome: 'success', presented: 'RTJ', answer: 'A+' });
  });
});

describe('an opaque access token in a JSON body', () => {
  const told = tellStory((s) => {
    s.post('app/login', { at: 0, json: { password: 'x' }, answer: { json: { accessToken: 'opaque-one-1234567890' } } });
    s.post('app/graphql', {
      at: 300,
      id: 'renewed',
      headers: { 'X-Shop-Storefront-Access-Token': 'd41d8cd98f00b204e9800998ecf8427e' },
      json: {
        query:
          'mutation renew($customerAccessToken: String!) { tokenRenew(customerAccessToken: $customerAccessToken) { token } }',
        variables: { customerAccessToken: 'opaque-one-1234567890' },
      },
      answer: { json: { data: { tokenRenew: { accessToken: 'opaque-two-1234567890' } } } },
    });
  });

  it('renews itself where it is known, and a static key beside it is none', () => {
    expect(told.refresh('renewed')).toMatchObject({ type: 'self_renew', outcome: 'success' });
    expect(told.report.tokens).toHaveLength(2);
  });
});

describe('an ID token', () => {
  it('that an API takes as its bearer is the access token whose life counts', () => {
    const told = tellStory((s) => {
      s.post('auth/sign-in', {
        at: 0,
        json: { password: 'x' },
        answer: { json: { idToken: 'IDT1', refreshToken: 'RT1' } },
      });
      s.get('api/files', { at: 5, authorization: 'Firebase IDT1' });
      s.post('auth/token', {
        at: 550,
        id: 'renewed',
        form: { grant_type: 'refresh_token', refresh_token: 'RT1' },
        answer: { json: { id_token: 'IDT2', refresh_token: 'RT1' } },
      });
    });
    expect(told.refresh('renewed')).toMatchObject({ trigger: 'proactive', remainingSeconds: 50 });
  });
});

describe('a token that an ordinary answer brings', () => {
  const touch = (claims: object) =>
    tellStory((s) => {
      s.jwt('AT2', { claims: { sid: 's1', ...claims } });
      s.jwt('AT1', { claims: { sid: 's1' } });
      const setCookie = '__client=RT1; HttpOnly';
      s.post('auth/sign_ins', { at: 0, json: { password: 'x' }, answer: { json: { jwt: 'AT1' }, setCookie } });
      s.post('auth/sessions/s1/touch', { at: 300, cookie: '__client=RT1', answer: { json: { jwt: 'AT2' } } });
    });

  it('belongs to the session whose cookie asked for it', () => {
    expect(touch({}).report.chains).toHaveLength(1);
  });

  it('belongs to another where its session is another', () => {
    expect(touch({ sid: 's2' }).report.chains).toHaveLength(2);
  });
});
