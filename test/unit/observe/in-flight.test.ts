import { describe, expect, it } from 'vitest';
import { createInFlight } from '../../../src/observe/in-flight';

describe('requests under way', () => {
  it('are never more than 2,000: the oldest go', () => {
    const inFlight = createInFlight();
    for (let id = 0; id < 2500; id += 1) inFlight.start(String(id), 1000, { kind: 'none' });
    const held = Array.from({ length: 2500 }, (_, id) => id).filter((id) => inFlight.find(String(id)) !== null);
    expect([held.length, held[0]]).toEqual([2000, 500]);
  });

  it('go after ten minutes, when their end was lost', () => {
    const inFlight = createInFlight();
    inFlight.start('old', 0, { kind: 'none' });
    inFlight.start('new', 600_000, { kind: 'none' });
    expect([inFlight.find('old') === null, inFlight.find('new') === null]).toEqual([true, false]);
  });

  it('are as old as their last hop', () => {
    const inFlight = createInFlight();
    for (const [id, atMs] of [
      ['redirected', 0],
      ['other', 300_000],
      ['redirected', 500_000],
      ['new', 900_000],
    ] as const)
      inFlight.start(id, atMs, { kind: 'none' });
    expect(['redirected', 'other', 'new'].map((id) => inFlight.find(id)?.startMs)).toEqual([
      500_000,
      undefined,
      900_000,
    ]);
  });

  it('let their body go once the headers are sent', () => {
    const inFlight = createInFlight();
    inFlight.start('1', 0, { kind: 'text', text: 'secret', mimeType: null });
    inFlight.send('1', 1);
    expect(inFlight.find('1')?.body).toBeNull();
  });
});
