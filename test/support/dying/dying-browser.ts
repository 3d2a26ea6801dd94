// A browser whose extension worker dies under traffic: the worker's real parts on a clock that is moved by hand.

import { createDoor } from '../../../src/normalise/door';
import { createDevtoolsNetworkSensor, type DevtoolsNetworkSensor } from '../../../src/observe/devtools-network';
import { createWebRequestSensor, type WebRequestListeners } from '../../../src/observe/web-request';
import type { Channel } from '../../../src/publish/channel';
import { createDevtoolsHub, type DevtoolsHub } from '../../../src/publish/devtools-hub';
import { holdChannel } from '../../../src/publish/held-channel';
import { createObservationSender } from '../../../src/publish/observation-sender';
import { buildReport } from '../../../src/report/build-report';
import type { Report } from '../../../src/report/report';
import type { Archive } from '../../../src/store/archive';
import { createLiveSession } from '../../../src/store/create-live-session';
import type { LiveSession } from '../../../src/store/live-session';
import { createRandomHex } from '../../unit/fakes/create-random-hex';
import { createFakeArchive } from '../../unit/fakes/fake-archive';
import { createFakeTime } from '../../unit/fakes/fake-time';
import { createFakeWire } from '../../unit/fakes/fake-wire';
import { loadProfile } from '../../unit/fakes/plain-analysis';
import type { Exchange, Told } from './traffic';

export type Kill = {
  /** Since the traffic's begin. */
  readonly atMs: number;
  /** How long the browser still takes the worker for alive: what it tells it then is lost. */
  readonly unnoticedMs: number;
  /** How long the next worker takes to start; what comes meanwhile waits for it. */
  readonly startMs: number;
};

export type Setting = {
  readonly traffic: readonly Exchange[];
  readonly kills: readonly Kill[];
  /** How long after an answer DevTools tells of it, and how long it then takes for the body; taken in turn. */
  readonly toldMs: readonly number[];
  readonly bodyMs: readonly number[];
  /** How long a write takes. */
  readonly writeMs: number;
};

type Life = {
  readonly listeners: WebRequestListeners;
  readonly session: LiveSession;
  readonly hub: DevtoolsHub;
  isAlive: boolean;
};

const START_MS = 1_772_355_600_000;
/** When the traffic begins: the worker and the DevTools page have met. */
export const BEGIN_MS = START_MS + 200;
const STEP_MS = 4;
/** In the end everything that was held back is told. */
const QUIET_MS = 8000;
/** Turns of the microtask queue that one step may need. */
const TURNS = 12;

export async function runTraffic(setting: Setting): Promise<Report> {
  const time = createFakeTime(START_MS);
  const { readNowMs, schedule } = time;
  const archive = createFakeArchive();
  /** The last write that the browser was asked for; what is asked later comes after it. */
  let written: Promise<void> = Promise.resolve();
  let life: Life | null = null;
  /** The worker is dead and its port broken, or still starting. */
  const waiting: Told[] = [];
  const connecting: ((hub: DevtoolsHub) => void)[] = [];
  let isStarting = false;
  let nextStartMs = 20;

  const wire = createFakeWire((channel: Channel) => {
    if (life?.isAlive) return life.hub.accept(7, 'normal', channel);
    const held = holdChannel(channel);
    connecting.push((hub) => hub.accept(7, 'normal', held));
    wake();
  });

  function wake(): void {
    if (isStarting) return;
    isStarting = true;
    schedule(nextStartMs, start);
  }

  function start(): void {
    isStarting = false;
    const own: { isAlive: boolean } = { isAlive: true };
    const never = new Promise<never>(() => undefined);
    const ownArchive: Archive = {
      load: () => written.then(archive.load),
      put(entries) {
        if (!own.isAlive) return never;
        // The browser has the message: it writes, whether the worker lives or not.
        written = new Promise((resolve) => {
          schedule(setting.writeMs, () => void archive.put(entries).then(resolve));
        });
        return written.then(() => (own.isAlive ? undefined : never));
      },
    };
    const session = createLiveSession({
      archive: ownArchive,
      loadProfile,
      readNowMs,
      createRandomHex,
      schedule: (delayMs, run) => schedule(delayMs, () => void (own.isAlive && run())),
    });
    const hub = createDevtoolsHub({ session, onTabsChange: () => undefined });
    const sensor = createWebRequestSensor({ sink: session.sink, defaultPartition: 'normal' });
    life = Object.assign(own, { session, hub, listeners: sensor });
    for (const what of waiting.splice(0)) hear(life, what);
    for (const tell of connecting.splice(0)) tell(hub);
  }

  function kill({ unnoticedMs, startMs }: Kill): void {
    if (life === null || !life.isAlive) return;
    const dying = life;
    dying.isAlive = false;
    nextStartMs = startMs;
    schedule(unnoticedMs, () => {
      // A port that was opened meanwhile had it noticed.
      if (life !== dying) return;
      life = null;
      wire.breakAll();
    });
  }

  const hear = ({ session, listeners }: Life, what: Told): void =>
    session.takeSoon('web-request', () => what(listeners));

  function tell(what: Told): void {
    if (life?.isAlive === true) return hear(life, what);
    if (life !== null) return; // The browser does not know yet.
    waiting.push(what);
    wake();
  }

  function readLife(): Life {
    if (life === null) throw new Error('no worker is there');
    return life;
  }

  let sensor: DevtoolsNetworkSensor | null = null;
  wake();
  const sender = createObservationSender({
    page: 'page',
    connect: wire.connect,
    schedule,
    readNowMs,
    onTerms({ keyHex, partition }) {
      sensor ??= createDevtoolsNetworkSensor({
        sink: createDoor(keyHex, sender.send),
        page: 'page',
        context: 'tab:7',
        partition,
        onSkip: (reason) => {
          throw new Error(reason);
        },
      });
    },
    onGone: () => undefined,
  });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < TURNS; turn += 1) await Promise.resolve();
    wire.deliverAll();
    for (let turn = 0; turn < TURNS; turn += 1) await Promise.resolve();
  };
  async function pass(untilMs: number): Promise<void> {
    // In steps: what falls due on the way has microtasks of its own.
    while (readNowMs() < untilMs) {
      time.advance(Math.min(STEP_MS, untilMs - readNowMs()));
      await settle();
    }
  }

  await pass(BEGIN_MS);
  const events: { readonly atMs: number; readonly run: () => void }[] = [];
  for (const one of setting.kills) events.push({ atMs: one.atMs, run: () => kill(one) });
  setting.traffic.forEach((one, index) => {
    events.push({ atMs: one.sentMs, run: () => tell(one.before) });
    events.push({ atMs: one.sentMs + 1, run: () => tell(one.sendHeaders) });
    events.push({ atMs: one.answeredMs, run: () => tell(one.responseStarted) });
    const toldAfterMs = setting.toldMs[index % setting.toldMs.length] ?? 0;
    const bodyAfterMs = setting.bodyMs[index % setting.bodyMs.length] ?? 0;
    events.push({
      atMs: one.answeredMs + toldAfterMs,
      run: () => sensor?.takeEntry(one.entry, (take) => void schedule(bodyAfterMs, () => take(one.body, ''))),
    });
  });
  events.sort((a, b) => a.atMs - b.atMs);
  for (const { atMs, run } of events) {
    await pass(BEGIN_MS + atMs);
    run();
    await settle();
  }
  await pass(readNowMs() + QUIET_MS);
  return buildReport(readLife().session.analysis(), { kind: 'live', skipped: 0, version: '0' });
}
