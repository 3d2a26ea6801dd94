// The bounds of messages and of what waits for those who were away. Numbers are written out, so that a limit that grows
// shows here.

import { expect, it } from 'vitest';
import { cutBatches } from '../../../src/publish/cut-batches';
import { parseFromDevtools } from '../../../src/publish/parse-devtools';
import { createRecent } from '../../../src/publish/recent';
import { requestSent } from '../fakes/observations';

it('a batch of more observations than a page ever sends is believed as far as 5,000', () => {
  const observations = Array.from({ length: 5003 }, () => requestSent({}));
  const parsed = parseFromDevtools({ kind: 'observations', page: 'p', batch: 1, observations });
  expect(parsed).toMatchObject({ ok: true, value: { skipped: 3 } });
  expect(parsed.ok ? parsed.value.observations : []).toHaveLength(5000);
});

it('a message has a quarter of a megabyte at most, unless one item alone is larger', () => {
  const [half, whole] = ['x'.repeat(131_069), 'x'.repeat(300_000)];
  expect(cutBatches([half, half, half, whole, 'y']).map((batch) => batch.length)).toEqual([2, 1, 1, 1]);
  expect(cutBatches([half, `${half}x`]).map((batch) => batch.length)).toEqual([1, 1]);
});

it('of the steps that a panel may have missed, the newest 300 are there, and never more than 600', () => {
  const recent = createRecent();
  const step = (index: number) => ({ entities: [], findings: [[`${index}`, null]] });
  for (let index = 1; index <= 601; index += 1) recent.push({ state: {}, findings: new Map([[`${index}`, null]]) });
  expect(recent.since(301, 601)).toEqual(Array.from({ length: 300 }, (_, index) => step(index + 302)));
  expect(recent.since(300, 601)).toBeNull();
  expect(recent.since(601, 601)).toEqual([]);
  expect(recent.since(602, 601)).toBeNull();
});
