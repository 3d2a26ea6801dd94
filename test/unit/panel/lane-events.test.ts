import { describe, expect, it } from 'vitest';
import { findNearEvent, findNextEvent, type LaneEvent, listLaneEvents } from '../../../src/panel/model/lane-events';
import { buildLane } from '../../../src/panel/model/timeline-lanes';
import { createEntryLister } from '../../../src/panel/model/token-entry';
import { atMs, tellShop } from './story-state';

const ALWAYS = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };

const { state } = tellShop((shop) => {
  const first = shop.signIn('13:00:00');
  shop.refresh('13:09:00');
  // The old token once more, soon enough for a server's grace: the chain splits.
  shop.refresh('13:09:20', { with: first });
  shop.refresh('13:40:00', { with: first, answer: 'invalid_grant' });
});
const [chain] = [...state.chain.values()];
if (chain === undefined) throw new Error('the story has no chain');
const entries = createEntryLister()(state, [...state.token.values()], new Map());
const lane = buildLane(state, chain, [...state.refresh.values()], entries, ALWAYS);
const events = listLaneEvents(state, lane);
const listFrom = (clock: string): readonly string[] =>
  events.filter((event) => event.atMs >= atMs(clock)).map(({ text }) => text);

describe('the events of a lane', () => {
  it('tell in order of time what happened, a refresh once', () => {
    expect(events.map((event) => event.atMs)).toEqual(events.map((event) => event.atMs).toSorted((a, b) => a - b));
    expect(events.filter(({ text }) => text.startsWith('R1:'))).toHaveLength(1);
    expect(events.some(({ text }) => text === 'AT1 issued')).toBe(true);
    expect(events.some(({ text }) => text === 'AT2 issued')).toBe(false);
    expect(events.some(({ text }) => text === 'expiry of AT2')).toBe(true);
  });

  it('name a fork and a refusal', () => {
    expect(events.map(({ text }) => text)).toContain('fork at RT1');
    expect(listFrom('13:40:00')).toEqual([expect.stringMatching(/^R3: RT1 again/)]);
  });

  it('draw the lines of a split chain apart', () => {
    expect(new Set(lane.renewals.map(({ row }) => row))).toEqual(new Set([0, 1]));
  });
});

it('the refusal that ends a chain says so once', () => {
  const { state: ended } = tellShop((shop) => {
    shop.signIn('13:00:00');
    shop.refresh('13:09:00', { answer: 'invalid_grant' });
  });
  const [over] = [...ended.chain.values()];
  if (over === undefined) throw new Error('the story has no chain');
  const { marks } = buildLane(ended, over, [...ended.refresh.values()], new Map(), ALWAYS);
  expect(marks.map(({ text }) => text)).toEqual(['failed: invalid_grant, the chain ended']);
});

describe('stepping through events', () => {
  const stops: readonly LaneEvent[] = [10, 20, 40].map((at) => ({ atMs: at, text: String(at), target: null }));

  it('goes to the next and the former, and stops at the ends', () => {
    expect(findNextEvent(stops, 20, 1)?.atMs).toBe(40);
    expect(findNextEvent(stops, 20, -1)?.atMs).toBe(10);
    expect(findNextEvent(stops, 40, 1)).toBeNull();
  });

  it('finds what is near, and nothing where nothing is', () => {
    expect(findNearEvent(stops, 23, 5)?.atMs).toBe(20);
    expect(findNearEvent(stops, 30, 5)).toBeNull();
  });
});
