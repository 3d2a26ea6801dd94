import { describe, expect, it } from 'vitest';
import { findMute, parseMuted, setMute } from '../../../src/rules/muted';

const RULE = { by: 'rule', name: 'refresh-storm' } as const;
const ORIGIN = { by: 'origin', name: 'https://shop.dev' } as const;

describe('muting', () => {
  it('puts a finding aside by its rule or its origin, and takes it back', () => {
    const muted = setMute(setMute([], RULE, true), ORIGIN, true);
    expect(findMute(muted, { rule: 'refresh-storm', origin: null })).toEqual(RULE);
    expect(findMute(muted, { rule: 'rotation-fork', origin: 'https://shop.dev' })).toEqual(ORIGIN);
    expect(findMute(muted, { rule: 'rotation-fork', origin: 'https://other.dev' })).toBeNull();
    expect(setMute(muted, RULE, false)).toEqual([ORIGIN]);
  });

  it('mutes once, however often it is asked', () => {
    expect(setMute([RULE], RULE, true)).toEqual([RULE]);
  });

  it('takes an origin for no rule', () => {
    expect(findMute([{ by: 'rule', name: 'https://shop.dev' }], { rule: 'x', origin: 'https://shop.dev' })).toBeNull();
  });

  it.each([
    undefined,
    'all',
    [{ by: 'token', name: 'AT1' }],
    [{ by: 'rule', name: '' }],
    [{ by: 'rule', name: 'x'.repeat(301) }],
    [RULE, null],
  ])('reads nothing from what was not stored by it: %j', (raw) => {
    expect(parseMuted(raw)).toEqual([]);
  });

  it('keeps the newest of very many', () => {
    const many = Array.from({ length: 250 }, (_, place) => ({ by: 'origin', name: `https://${place}.dev` }));
    expect(parseMuted(many)).toHaveLength(200);
    expect(parseMuted(many).at(-1)?.name).toBe('https://249.dev');
  });
});
