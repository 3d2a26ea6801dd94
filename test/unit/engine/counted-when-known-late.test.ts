// A refusal may be known for that of a refresh only when DevTools tells of an earlier success: its token was presented then.
import { expect, it } from 'vitest';
import type { Observation } from '../../../src/observation/observation';
import { enact } from '../../property/given/enact';
import { refreshStep } from '../../property/given/sessions';
import { tellStory } from '../../support/story/tell-story';
import { analyse } from '../fakes/plain-analysis';

it('counts the refused presentation of a cookie, whichever is told first', () => {
  const { observations, nameOf } = tellStory(
    (s) => {
      const setCookie = (value: string) => `refresh_token=${value}; HttpOnly; Path=/`;
      const issue = (name: string) => ({ json: { access_token: s.jwt(name) } });
      s.post('auth/session/login', {
        at: 0,
        json: { user: 'a' },
        answer: { ...issue('AT1'), setCookie: setCookie('RT1') },
      });
      const renewed = { ...issue('AT2'), setCookie: setCookie('RT2') };
      s.post('auth/session/refresh', { at: 10, cookie: 'refresh_token=RT1', answer: renewed });
      const refused = { status: 401, json: { error: 'invalid_grant' } };
      s.post('auth/session/refresh', { at: 20, cookie: 'refresh_token=RT2', answer: refused });
    },
    { sensors: ['web-request', 'devtools'], secondSightMs: 0 },
  );
  const isOf = (one: Observation, sensor: string): boolean => 'ref' in one && one.ref.startsWith(sensor);
  const heard = observations.filter((one) => isOf(one, 'web-request')).slice(-2);
  const told = observations.filter((one) => isOf(one, 'devtools'));
  const counts = (all: readonly Observation[]) =>
    [...analyse(all).state.token.values()].map(({ id, role, presentations, accepted, rejected }) =>
      [nameOf(id), role, presentations, accepted, rejected].join(' '),
    );
  expect(counts([...heard, ...told]).toSorted()).toEqual(counts(told).toSorted());
});

it.each([0, 400])(
  'counts no use past expiry by a wrong local clock, though its issuance is read %d ms late',
  (lateMs) => {
    const steps = [
      refreshStep({ kind: 'sign-in', neighbour: 'one-origin', clock: 'fast' }),
      refreshStep({ kind: 'sign-in', actor: 'neighbour', waitSec: 1 }),
      refreshStep({ kind: 'api', actor: 'neighbour', waitSec: 0.3, apiAnswer: 'fails' }),
    ];
    const sensors = ['web-request', 'devtools'] as const;
    const { report } = tellStory((s) => enact(s, steps), { sensors, secondSightMs: lateMs });
    const used = report.tokens.filter(({ presentations, role }) => role === 'access' && presentations > 0);
    expect(used).toMatchObject([{ presentations: 1, presentationsAfterExpiry: 0 }]);
  },
);

it.each([
  ['one sensor', ['har']],
  ['headers first, the body late', ['web-request', 'devtools']],
] as const)('counts no acceptance where a token endpoint says yes and brings no token: %s', (_what, sensors) => {
  const { token } = tellStory(
    (s) => {
      const issue = { json: { access_token: 'AT1', refresh_token: 'RT1' } };
      s.post('auth/token', { at: 0, form: { grant_type: 'authorization_code', code: 'c1' }, answer: issue });
      const form = { grant_type: 'refresh_token', refresh_token: 'RT1' };
      s.post('auth/token', { at: 540, form, answer: { json: { ok: true } } });
      s.post('api/feed/refresh', { at: 550, bearer: 'AT1', answer: { json: { items: [] } } });
    },
    { sensors },
  );
  expect(token('RT1')).toMatchObject({ presentations: 1, accepted: 0, rejected: 0 });
  expect(token('AT1')).toMatchObject({ presentations: 1, accepted: 1 });
});
