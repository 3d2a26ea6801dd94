// The harness's page with a stop-watch: what can be timed only from within the page. Driven through `window.probe`.

import '../../test/harness/page/main';
import { createState } from '../../src/engine/create-state';
import type { Observation } from '../../src/observation/observation';
import { createSnapshotJoiner, type JoinedSnapshot, type UnreadPart } from '../../src/publish/snapshot-parts';

type Probe = {
  /** The crowd comes in parts, since it is larger than one message of the driver should be. */
  readonly addPart: (part: UnreadPart) => void;
  /** All that comes before the snapshot arrives. */
  readonly packSnapshot: () => void;
  /** From the arrival of the snapshot to the first frame with rows in it, in milliseconds. */
  readonly paintSnapshot: () => Promise<number>;
  /** One second of the panel's clock at a time, far enough apart to tell their scripts apart. Marks each start. */
  readonly tick: (count: number, gapMs: number) => Promise<void>;
  /** Moves something once a frame. Milliseconds between frames. Marks each. */
  readonly scrollTokens: (frames: number, stepPx: number) => Promise<readonly number[]>;
  /** Seconds that pass with these observations in them, one a frame. */
  readonly live: (seconds: readonly (readonly Observation[])[]) => Promise<void>;
  /** Observations one by one, each with a frame of its own. Marks each. */
  readonly observe: (observations: readonly Observation[]) => Promise<void>;
  /** Notes the next import: marks the choice of a file and the frame in which it shows. */
  readonly watchImport: () => void;
  /** Once it shows. `steps`: different states of the progress bar. */
  readonly readImport: () => Promise<{ readonly ms: number; readonly steps: number }>;
  readonly panTimeline: (frames: number, stepPx: number) => Promise<readonly number[]>;
};

declare global {
  var probe: Probe;
}

const joiner = createSnapshotJoiner();
let snapshot: JoinedSnapshot | null = null;
let imported: Promise<{ readonly ms: number; readonly steps: number }> | null = null;
let arrive = (): void => undefined;

/** Enough for a step's script to be over before the next begins. */
const STEP_GAP_MS = 60;

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
    performance.mark('frame');
    move(frame);
  }
  times.push(await nextFrame());
  performance.mark('frame-end');
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
  packSnapshot() {
    if (snapshot === null) throw new Error('the last part is missing');
    arrive = globalThis.harness.pack({ ...snapshot, state: { ...createState(), ...snapshot.state } });
    snapshot = null;
  },
  async paintSnapshot() {
    const painted = awaitPaint('[data-testid=token-row]');
    arrive();
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
  watchImport() {
    let startMs = 0;
    const states = new Set<number>();
    const observer = new MutationObserver(() => {
      const bar = document.querySelector('progress');
      if (bar !== null && bar.position >= 0) states.add(bar.position);
    });
    document.addEventListener(
      'change',
      () => {
        startMs = performance.mark('import').startTime;
      },
      { capture: true, once: true },
    );
    observer.observe(document.body, { childList: true, subtree: true, attributes: true });
    imported = awaitPaint('[data-testid=imported]').then((endMs) => {
      observer.disconnect();
      performance.mark('import-end');
      return { ms: endMs - startMs, steps: states.size };
    });
  },
  async readImport() {
    if (imported === null) throw new Error('nothing was watched');
    return imported;
  },
  async observe(observations) {
    for (const observation of observations) {
      performance.mark('step');
      globalThis.harness.observe([observation]);
      await nextFrame();
      await wait(STEP_GAP_MS);
    }
    performance.mark('step-end');
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
