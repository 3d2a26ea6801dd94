import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObservation } from '../../../src/observation/observation-guard';
import { parseAsk } from '../../../src/publish/parse-ask';
import { parseFromDevtools, parseToDevtools } from '../../../src/publish/parse-devtools';
import { parseFromPanel } from '../../../src/publish/parse-from-panel';
import { parseToPanel } from '../../../src/publish/parse-to-panel';

import { formatPortName, parsePortName } from '../../../src/publish/port-name';
import { PROTOCOL_VERSION } from '../../../src/publish/protocol';
import { anyStory } from '../fakes/observations';

describe('a door', () => {
  it('lets no odd value through, and never throws', () => {
    const doors = [parseToPanel, parseFromPanel, parseToDevtools, parseFromDevtools];
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const door of doors) expect(door(value).ok).toBe(false);
        expect(parseAsk(value)).toBeNull();
        expect(isObservation(value)).toBe(false);
      }),
    );
  });

  it('lets every observation through', () => {
    fc.assert(
      fc.property(anyStory(), (story) => {
        expect(story.every((observation) => isObservation(observation))).toBe(true);
      }),
    );
  });

  it('lets no observation through that lacks a member or has another in its place', () => {
    const [story] = fc.sample(anyStory(15), { numRuns: 1, seed: 2 });
    for (const observation of story ?? []) {
      for (const key of Object.keys(observation)) {
        const without = Object.fromEntries(Object.entries(observation).filter(([name]) => name !== key));
        expect(isObservation(without)).toBe(false);
        expect(isObservation({ ...observation, [key]: Symbol('odd') })).toBe(false);
      }
    }
  });

  it('takes no key but one of 64 hex digits', () => {
    const terms = {
      kind: 'fingerprint-key',
      protocol: PROTOCOL_VERSION,
      keyHex: 'ab'.repeat(32),
      isPaused: false,
      partition: 'normal',
      saved: { page: 3 },
    };
    expect(parseToDevtools(terms).ok).toBe(true);
    expect(parseToDevtools({ ...terms, saved: { page: 'all' } }).ok).toBe(false);
    for (const keyHex of ['', 'ab'.repeat(31), `${'ab'.repeat(31)}xy`, `${terms.keyHex}0`])
      expect(parseToDevtools({ ...terms, keyHex }).ok).toBe(false);
  });

  it('tells another version of the protocol from a damaged message', () => {
    expect(parseToPanel({ kind: 'anything', protocol: PROTOCOL_VERSION + 1 })).toEqual({
      ok: false,
      reason: 'other-protocol',
    });
    expect(parseToPanel({ kind: 'snapshot', protocol: PROTOCOL_VERSION })).toEqual({
      ok: false,
      reason: 'malformed-message',
    });
  });
});

describe('a port name', () => {
  it.each([
    [{ kind: 'panel', tabId: 7 }, 'panel:7'],
    [{ kind: 'devtools', tabId: null }, 'devtools:none'],
  ] as const)('is written and read', (port, name) => {
    expect(formatPortName(port)).toBe(name);
    expect(parsePortName(name)).toEqual(port);
  });

  it.each(['', 'panel', 'panel:', 'panel:x', 'other:7', 'panel:7:8', 'panel:-1'])(
    'that is not ours is refused: %j',
    (name) => {
      expect(parsePortName(name)).toBeNull();
    },
  );
});
