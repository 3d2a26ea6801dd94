// In Firefox a port may have to wait until it is known whose it is; what its page says meanwhile must not be lost.

import { expect, it } from 'vitest';
import { holdChannel } from '../../../src/publish/held-channel';
import { createFakeWire } from '../fakes/fake-wire';

function connect() {
  const accepted: ReturnType<typeof holdChannel>[] = [];
  const wire = createFakeWire((channel) => accepted.push(holdChannel(channel)));
  const page = wire.connect();
  const [held] = accepted;
  if (page === null || held === undefined) throw new Error('no port');
  return { wire, page, held };
}

it('what comes before anybody listens is heard then, once and in order, and what comes later as it comes', () => {
  const { wire, page, held } = connect();
  const heard: unknown[] = [];
  page.post(1);
  page.post(2);
  wire.deliverAll();
  held.onMessage((message) => heard.push(message));
  expect(heard).toEqual([1, 2]);
  page.post(3);
  wire.deliverAll();
  expect(heard).toEqual([1, 2, 3]);
});

it('a page that hung up before anybody listened has hung up', async () => {
  const { wire, held } = connect();
  wire.breakAll();
  let ends = 0;
  held.onDisconnect(() => void ends++);
  await Promise.resolve();
  expect(ends).toBe(1);
});

it('a page that hangs up later does so once', async () => {
  const { wire, held } = connect();
  let ends = 0;
  held.onDisconnect(() => void ends++);
  wire.breakAll();
  await Promise.resolve();
  expect(ends).toBe(1);
});
