// Policy files come from people: the key that does not fit is named.
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../src/engine/parse-policy';
import { createPolicy } from '../../../src/engine/policy';

describe('a policy file', () => {
  it('may say nothing: then the profile stands', () => {
    expect(parsePolicy({}, 'aal2')).toEqual({ ok: true, value: createPolicy('aal2') });
  });

  it('replaces single thresholds and keeps the others', () => {
    const read = parsePolicy({ profile: 'aal3', thresholds: { 'rt.grace': 10, 'session.idle': null } }, 'aal1');
    const { thresholds } = createPolicy('aal3');
    const expected = { profile: 'aal3', thresholds: { ...thresholds, 'rt.grace': 10, 'session.idle': null } };
    expect(read).toEqual({ ok: true, value: expected });
  });

  it.each([
    [[], 'a policy is a JSON object'],
    [{ tresholds: {} }, 'unknown key "tresholds"'],
    [{ '\u001b[2J': {} }, 'unknown key "\\u001b[2J"'],
    [{ profile: 'aal9' }, '"profile" is one of aal1, aal2, aal3'],
    [{ thresholds: 5 }, '"thresholds" is an object'],
    [{ thresholds: { 'at.maxx': 5 } }, 'unknown key "thresholds.at.maxx"'],
    [{ thresholds: { 'at.max': '5' } }, '"thresholds.at.max" must be a number'],
    [{ thresholds: { 'at.max': null } }, '"thresholds.at.max" must be a number'],
    [{ thresholds: { 'at.max': -1 } }, '"thresholds.at.max" must not be negative'],
    [
      { thresholds: { 'refresh.loop.count': 1.5 } },
      '"thresholds.refresh.loop.count" must be a whole number of at least 1',
    ],
    [JSON.parse('{"thresholds":{"__proto__":1}}'), 'unknown key "thresholds.__proto__"'],
  ])('%j is refused: %s', (json, reason) => {
    expect(parsePolicy(json, 'aal1')).toEqual({ ok: false, reason });
  });
});
