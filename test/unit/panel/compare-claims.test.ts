import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/base/json';
import { createState } from '../../../src/engine/create-state';
import type { State } from '../../../src/engine/state';
import { compareClaims, compareWithPredecessor } from '../../../src/panel/model/compare-claims';
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
    const compared = compareWithPredecessor(state, after);
    expect(compared?.predecessor.label).toBe('AT1');
    expect(compared?.changes.map(({ path, kind, before }) => [...path, kind, before])).toEqual([
      ['scope', 'changed', 'a'],
      ['level', 'new', undefined],
      ['tenant', 'gone', 't'],
    ]);
  });

  it('says nothing of a token that replaced none, or whose claims are not held', () => {
    expect(compareWithPredecessor(makeState({}, {}), before)).toBeNull();
    expect(compareWithPredecessor(makeState(null, {}), after)).toBeNull();
  });

  it('takes hostile names for names', () => {
    const state = makeState({}, JSON.parse('{"__proto__":{"a":1},"constructor":"x"}'));
    expect(compareWithPredecessor(state, after)?.changes.map(({ path }) => path)).toEqual([
      ['__proto__'],
      ['constructor'],
    ]);
  });
});

describe('two payloads side by side', () => {
  const listKinds = (before: JsonObject, after: JsonObject) =>
    compareClaims(before, after).map(({ path, kind }) => `${path.join('.')} ${kind}`);

  it('looks into objects, and takes what is no object in both as a whole', () => {
    expect(
      listKinds(
        { realm: { roles: ['a'], level: 1 }, cnf: { jkt: 'x' }, flat: 1 },
        { realm: { roles: ['a', 'b'], level: 1 }, cnf: 'x', more: null },
      ),
    ).toEqual(['realm.roles changed', 'realm.level same', 'cnf changed', 'more new', 'flat gone']);
  });

  it('tells the words of a scope and the items of a list apart', () => {
    const [scope, roles] = compareClaims(
      { scope: 'orders:read orders:write', roles: ['buyer', 'tester'] },
      { scope: 'orders:read profile', roles: ['buyer'] },
    );
    expect(scope).toMatchObject({ added: ['profile'], removed: ['orders:write'] });
    expect(roles).toMatchObject({ added: [], removed: ['"tester"'] });
  });

  it('expects times and identifiers to differ', () => {
    expect(compareClaims({ exp: 1, sub: 'a' }, { exp: 2, sub: 'b' }).map(({ isExpected }) => isExpected)).toEqual([
      true,
      false,
    ]);
  });

  it('stays bounded whatever the payloads are', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, place) => [`c${place}`, place]));
    expect(compareClaims(many, {})).toHaveLength(200);
    const deep = Array.from({ length: 200 }).reduce<JsonObject>((inner) => ({ inner }), { end: true });
    expect(listKinds(deep, { ...deep })).toEqual(['inner.inner.inner.inner same']);
  });
});
