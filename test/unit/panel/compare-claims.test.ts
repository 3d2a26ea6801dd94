import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/base/json';
import { createState } from '../../../src/engine/create-state';
import type { State } from '../../../src/engine/state';
import { compareWithPredecessor } from '../../../src/panel/model/compare-claims';
import { fp, makeToken } from './entities';

const before = makeToken({ id: fp(1), label: 'AT1', replacedBy: fp(2) });
const after = makeToken({ id: fp(2), label: 'AT2' });

function makeState(payloadBefore: JsonObject | null, payloadAfter: JsonObject | null): State {
  const claims = (payload: JsonObject | null) => ({ format: 'jws', header: {}, payload, lengthChars: 9 }) as const;
  return {
    ...createState(),
    token: new Map([before, after].map((token) => [token.id, token])),
    claims: new Map([
      [before.id, claims(payloadBefore)],
      [after.id, claims(payloadAfter)],
    ]),
  };
}

describe('what a refresh changed in the claims', () => {
  it('names what is new, what is other and what is gone, but not the times', () => {
    const state = makeState(
      { iat: 1, exp: 2, scope: 'a', roles: ['x'], tenant: 't' },
      { iat: 3, exp: 4, scope: 'a b', roles: ['x'], level: 2 },
    );
    const changes = compareWithPredecessor(state, after);
    expect(changes?.predecessor.label).toBe('AT1');
    expect([...(changes?.changed ?? [])]).toEqual([
      ['scope', 'a'],
      ['level', null],
    ]);
    expect(changes?.gone).toEqual(['tenant']);
  });

  it('says nothing of a token that replaced none, or whose claims are not held', () => {
    expect(compareWithPredecessor(makeState({}, {}), before)).toBeNull();
    expect(compareWithPredecessor(makeState(null, {}), after)).toBeNull();
  });

  it('takes hostile names for names', () => {
    const state = makeState({}, JSON.parse('{"__proto__":{"a":1},"constructor":"x"}'));
    expect([...(compareWithPredecessor(state, after)?.changed.keys() ?? [])]).toEqual(['__proto__', 'constructor']);
  });
});
