// What one observation costs must not grow with the length of a chain.

import { expect, it } from 'vitest';
import { createDoor } from '../../../src/normalise/door';
import { createAnalysis } from '../../../src/rules/analysis';
import { makeRawAnswer, makeRawRequest, TEST_KEY_HEX, TEST_NOW_MS } from '../../support/raw-halves';
import { POLICY } from '../fakes/plain-analysis';

const REPLAYS = 20;

/** Tokens that are looked up while the first refresh token is presented again and again. */
function countLooksAtReplay(rotations: number): number {
  const analysis = createAnalysis(POLICY);
  const door = createDoor(TEST_KEY_HEX, analysis.observe);
  let sent = 0;
  const refresh = (generation: number, json: unknown, status: number): void => {
    const ref = `har:${++sent}` as const;
    const atMs = TEST_NOW_MS + sent * 60_000;
    const url = 'https://id.example/oauth/token';
    const form = { grant_type: 'refresh_token', refresh_token: `refresh-token-of-generation-${generation}` };
    door.takeRequest(makeRawRequest({ ref, atMs, url, method: 'POST', form }));
    door.takeAnswer(makeRawAnswer({ ref, atMs: atMs + 50, url, json, status }));
  };
  for (let generation = 0; generation < rotations; generation += 1) {
    const tokens = {
      access_token: `opaque-access-token-number-${generation}`,
      refresh_token: `refresh-token-of-generation-${generation + 1}`,
    };
    refresh(generation, { ...tokens, token_type: 'Bearer', expires_in: 300 }, 200);
  }
  const { token } = analysis.state;
  const get = token.get.bind(token);
  let looks = 0;
  token.get = (id) => {
    looks += 1;
    return get(id);
  };
  for (let replay = 0; replay < REPLAYS; replay += 1) refresh(0, { error: 'invalid_grant' }, 400);
  return looks;
}

it('a replay looks at no more tokens the older it is', () => {
  const looks = countLooksAtReplay(150);
  expect(looks).toBeGreaterThan(REPLAYS);
  expect(countLooksAtReplay(600)).toBe(looks);
});
