// A refresh token that is sent as a bearer is known for one by the answer that issued it. Where that is read only after the
// refresh was, its own use there makes it no access token (rules.md 3.3, rt_bearer).

import { describe, expect, it } from 'vitest';
import { createPolicy } from '../../../src/engine/policy';
import type { Observation } from '../../../src/observation/observation';
import { createAnalysis } from '../../../src/rules/analysis';
import { tellStory } from '../../support/story/tell-story';

const { observations } = tellStory(
  (s) => {
    const tokens = (n: number) => ({ json: { accessToken: s.jwt(`AT${n}`), refreshToken: `RT${n}` } });
    s.post('app/login', { at: 0, json: { user: 'ada', password: 'x' }, answer: tokens(1) });
    s.get('app/me', { at: 0.3, bearer: 'AT1' });
    s.post('app/auth/refresh', { at: 0.6, bearer: 'RT1', answer: tokens(2) });
    s.get('app/me', { at: 0.9, bearer: 'AT2' });
  },
  { sensors: ['web-request', 'devtools'], secondSightMs: 3000 },
);

const refOf = (one: Observation): string => ('ref' in one ? one.ref : '');
const WITH_BODIES = [0, 1, 2, 3].map((place) => `devtools:${place}`);
const listOrders = (refs: readonly string[]): readonly (readonly string[])[] =>
  refs.length < 2
    ? [refs]
    : refs.flatMap((first) => listOrders(refs.filter((one) => one !== first)).map((rest) => [first, ...rest]));

describe('a refresh token that is sent as a bearer', () => {
  it.each(listOrders(WITH_BODIES))('is one, when bodies are read in the order %s, %s, %s, %s', (...order) => {
    const { observe, state } = createAnalysis(createPolicy('aal1'));
    const early = observations.filter((one) => !WITH_BODIES.includes(refOf(one)));
    for (const one of [...early, ...order.flatMap((ref) => observations.filter((late) => refOf(late) === ref))])
      observe(one);
    expect([...state.refresh.values()]).toMatchObject([{ type: 'rt_bearer', outcome: 'success', answer: 'A+' }]);
    expect([...state.chain.values()]).toMatchObject([{ rootKind: 'login', edges: [{ evidence: 'E1' }] }]);
    const access = [...state.token.values()].filter(({ role }) => role === 'access');
    const [old, next] = access.sort((a, b) => a.firstSeenMs - b.firstSeenMs);
    expect(old?.replacedBy).toBe(next?.id);
  });
});
