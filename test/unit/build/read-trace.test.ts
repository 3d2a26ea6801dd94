import { describe, expect, it } from 'vitest';
import { readStretches } from '../../../bench/read-trace';

const event = (name: string, fromMs: number, ms: number) => ({
  name,
  ph: 'X',
  pid: 1,
  tid: 1,
  ts: fromMs * 1000,
  dur: ms * 1000,
  tdur: ms * 1000,
});
const mark = (name: string, atMs: number) => ({ ...event(name, atMs, 0), ph: 'I' });

describe('the stretches of a trace', () => {
  it('count a script once that began before a mark and called another behind it', () => {
    const traceEvents = [
      mark('tick', 0),
      // The timer whose callback sets the second mark.
      event('FunctionCall', 9, 6),
      mark('tick', 10),
      event('RunMicrotasks', 11, 4),
      event('FunctionCall', 20, 2),
      mark('tick-end', 30),
    ];
    const scripts = readStretches(JSON.stringify({ traceEvents }), 'tick', 'tick-end').map(({ scriptMs }) => scriptMs);
    expect(scripts).toEqual([6, 2]);
  });
});
