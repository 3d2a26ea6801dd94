import { describe, expect, it } from 'vitest';
import type { State } from '../../../src/engine/state';
import type { Token } from '../../../src/engine/token';
import { createFindingReader } from '../../../src/panel/model/read-finding';
import { createEntryLister } from '../../../src/panel/model/token-entry';
import { tellShop } from './story-state';

const { state, findings } = tellShop((shop) => {
  const first = shop.signIn('13:00:00');
  shop.refresh('13:09:03');
  shop.refresh('13:40:00', { with: first, answer: 'invalid_grant' });
});
const NO_FINDINGS = new Map();

/** The engine replaces what changes, and puts it behind the others. */
function change(from: State, label: string, facts: Partial<Token>): State {
  const token = [...from.token.values()].find((one) => one.label === label);
  if (token === undefined) throw new Error(`the story has no ${label}`);
  const tokens = new Map(from.token);
  tokens.delete(token.id);
  return { ...from, token: tokens.set(token.id, { ...token, ...facts }) };
}

describe('the entries of tokens', () => {
  const listEntries = createEntryLister();
  const list = (of: State) => listEntries(of, [...of.token.values()], NO_FINDINGS);

  it('are the same objects while nothing about them changed', () => {
    const before = list(state);
    const after = list(change(state, 'AT2', { accepted: 7 }));
    expect(after.size).toBe(before.size);
    for (const [id, entry] of after)
      if (entry.token.label === 'AT2') expect(entry).not.toBe(before.get(id));
      else expect(entry).toBe(before.get(id));
  });

  it('keep their place in the order of sight, however often a token changes', () => {
    const placeOf = (of: State, label: string): number | undefined =>
      [...list(of).values()].find(({ token }) => token.label === label)?.place;
    expect(placeOf(change(state, 'AT1', { accepted: 7 }), 'AT1')).toBe(placeOf(state, 'AT1'));
  });
});

describe('reading findings again', () => {
  it('gives the very list of before while no group changed', () => {
    const read = createFindingReader();
    expect(findings.size).toBeGreaterThan(0);
    const list = read(findings);
    expect(list.length).toBeGreaterThan(0);
    expect(read(new Map(findings))).toBe(list);
  });
});
