// The harness's page with a stop-watch: what can be timed only from within the page. Driven through `window.probe`.

import '../../test/harness/page/main';
import type { Observation } from '../../src/observation/observation';
import { createSnapshotJoiner, type JoinedSnapshot, type UnreadPart } from '../../src/publish/snapshot-parts';

type Probe = {
  /** The crowd comes in parts, since it is larger than one message of the driver should be. */
  readonly addPart: (part: UnreadPart) => void;
  /** From the arrival of the snapshot to the first frame with rows in it, in milliseconds. */
  readonly paintSnapshot: () => Promise<number>;
  /** One second of the panel's clock at a time, far enough apart to tell their scripts apart. Marks each start. */
  readonly tick: (count: number, gapMs: number) => Promise<void>;
  /** Moves something once a frame. Milliseconds between frames; the first few are left out. */
  readonly scrollTokens: (frames: number, stepPx: number) => Promise<readonly number[]>;
  /** Seconds that pass with these observations in them, one a frame. */
  readonly live: (seconds: readonly (readonly Observation[])[]) => Promise<void>;
  readonly panTimeline: (frames: number, stepPx: number) => Promise<readonly number[]>;
};

declare global {
  var probe: Probe;
}

const joiner = createSnapshotJoiner();
let snapshot: JoinedSnapshot | null = null;

const nextFrame = (): Promise<number> => new Promise(requestAnimationFrame);
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The task after the frame in which `selector` came: by then it is on the screen. */
function awaitPaint(selector: string): Promise<number> {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => resolve(performance.now());
    const observer = new MutationObserver(() => {
      if (document.querySelector(selector) === null) return;
      observer.disconnect();
      channel.port2.postMessage(null);
    });
    observer.observe(document.body, { childList: true, subtree: true });
  });
}

async function timeFrames(frames: number, move: (frame: number) => void): Promise<readonly number[]> {
  const times: number[] = [];
  for (let frame = 0; frame < frames; frame += 1) {
    times.push(await nextFrame());
    move(frame);
  }
  times.push(await nextFrame());
  return times.slice(1).map((ms, place) => ms - (times[place] ?? ms));
}

function find(selector: string): Element {
  const element = document.querySelector(selector);
  if (element === null) throw new Error(`the panel has no ${selector}`);
  return element;
}

globalThis.probe = {
  addPart(part) {
    snapshot = joiner.join(part) ?? snapshot;
  },
  async paintSnapshot() {
    if (snapshot === null) throw new Error('the last part is missing');
    const painted = awaitPaint('[data-testid=token-row]');
    globalThis.harness.restore(snapshot);
    const arrivedMs = performance.getEntriesByName('snapshot-arrives').at(-1)?.startTime ?? 0;
    return (await painted) - arrivedMs;
  },
  async tick(count, gapMs) {
    for (let passed = 0; passed < count; passed += 1) {
      performance.mark('tick');
      globalThis.harness.passSeconds(1);
      await wait(gapMs);
    }
    performance.mark('tick-end');
  },
  scrollTokens(frames, stepPx) {
    const grid = find('[role=grid]');
    return timeFrames(frames, () => {
      grid.scrollTop += stepPx;
    });
  },
  async live(seconds) {
    for (const observations of seconds) {
      globalThis.harness.observe(observations);
      globalThis.harness.passSeconds(1);
      await nextFrame();
    }
  },
  panTimeline(frames, stepPx) {
    const lanes = find('[aria-label=Lanes]');
    // There and back, so that it stays among the tokens.
    return timeFrames(frames, (frame) => {
      const deltaX = frame % 60 < 30 ? -stepPx : stepPx;
      lanes.dispatchEvent(new WheelEvent('wheel', { deltaX, bubbles: true, cancelable: true }));
    });
  },
};
