// What was muted, and what could not be judged, on the wire between a panel and whoever publishes.

import { expect, it } from 'vitest';
import { isJsonObject } from '../../../src/base/json';
import { createPolicy } from '../../../src/engine/policy';
import { createFeed } from '../../../src/panel/model/create-feed';
import { createPublisher } from '../../../src/publish/publisher';
import { createAnalysis } from '../../../src/rules/analysis';
import { type Muted, setMute } from '../../../src/rules/muted';
import { createImportedSession } from '../../../src/store/imported-session';
import { createFakeTime } from '../fakes/fake-time';
import { createFakeWire } from '../fakes/fake-wire';

const STATUS = { isPaused: false, siteAccess: 'all', bodyTabs: [], isPrivate: false, profile: 'aal1' } as const;
const STORM = { by: 'rule', name: 'refresh-storm' } as const;

function start(first: Muted) {
  let muted = first;
  const publisher = createPublisher({
    session: createImportedSession(createAnalysis(createPolicy('aal1'))),
    readStatus: () => STATUS,
    onProfile: () => undefined,
    mutes: {
      read: () => muted,
      set(mute, isOn) {
        muted = setMute(muted, mute, isOn);
        publisher.noteMuted();
      },
    },
  });
  const wire = createFakeWire(publisher.accept);
  const time = createFakeTime();
  const feeds = [0, 1].map(() => createFeed({ connect: wire.connect, schedule: time.schedule }));
  wire.deliverAll();
  return { wire, time, feeds };
}

it('tells each panel what is muted, and all of them of a change', () => {
  const { wire, feeds } = start([{ by: 'origin', name: 'https://shop.dev' }]);
  feeds[0]?.mute(STORM, true);
  wire.deliverAll();
  feeds[1]?.mute({ by: 'origin', name: 'https://shop.dev' }, false);
  wire.deliverAll();
  expect(feeds.map((feed) => feed.read().muted)).toEqual([[STORM], [STORM]]);
  expect(feeds.flatMap((feed) => feed.read().faults)).toEqual([]);
});

it('tells a panel that comes or comes back', () => {
  const { wire, time, feeds } = start([STORM]);
  expect(feeds.map((feed) => feed.read().muted)).toEqual([[STORM], [STORM]]);
  wire.posted.length = 0;
  wire.breakAll();
  time.advance(100);
  wire.deliverAll();
  const kinds = wire.posted.map((message) => (isJsonObject(message) ? message['kind'] : null));
  expect(kinds.filter((kind) => kind === 'resumed' || kind === 'muted')).toEqual([
    'resumed',
    'muted',
    'resumed',
    'muted',
  ]);
});

it('names the rules that could not be judged, to who asked', () => {
  const { wire, feeds } = start([]);
  feeds[0]?.explainSilence();
  wire.deliverAll();
  expect(feeds[1]?.read().notEvaluable).toBeNull();
  const named = feeds[0]?.read().notEvaluable ?? [];
  expect(named.length).toBeGreaterThan(0);
  for (const { rule, title, reason } of named) expect([rule, title, reason]).not.toContain('');
});
