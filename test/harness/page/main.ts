// The panel on a fake worker and a scripted clock. Tests drive it through `window.harness`.

import { signal } from '@preact/signals';
import { succeed } from '../../../src/base/result';
import { copyText } from '../../../src/panel/browser/copy-text';
import { createFrameScheduler } from '../../../src/panel/browser/schedule-frame';
import { createFeed } from '../../../src/panel/model/create-feed';
import type { Layout } from '../../../src/panel/model/layout';
import type { Theme } from '../../../src/panel/model/panel-environment';
import { mountPanel } from '../../../src/panel/mount-panel';
import type { Status } from '../../../src/publish/protocol';
import { createFakeWorker, type FakeWorker } from './fake-worker';

export type Harness = FakeWorker & {
  readonly setNow: (ms: number) => void;
  /** Moves the clock second by second, as a real one would. */
  readonly passSeconds: (count: number) => void;
  readonly setTheme: (theme: Theme) => void;
  readonly isTicking: () => boolean;
  /** What the panel asked to remember, newest last. */
  readonly layouts: readonly Layout[];
  readonly downloads: readonly { readonly fileName: string; readonly text: string }[];
};

declare global {
  var harness: Harness;
}

const parameters = new URLSearchParams(location.search);
const tab = parameters.get('tab') ?? '7';
const inspectedTabId = tab === 'none' ? null : Number(tab);
let nowMs = Number(parameters.get('now') ?? '0');
const tickers = new Set<() => void>();
const theme = signal<Theme>(parameters.get('theme') === 'dark' ? 'dark' : 'light');
const layouts: Layout[] = [];
const downloads: { fileName: string; text: string }[] = [];
const status: Status = { isPaused: false, siteAccess: 'all', bodyTabs: [7], isPrivate: false, profile: 'aal1' };
const worker = createFakeWorker(status);

const schedule = (delayMs: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};

function setNow(ms: number): void {
  nowMs = ms;
  for (const tick of tickers) tick();
}

globalThis.harness = {
  ...worker,
  setNow,
  passSeconds(count) {
    for (let passed = 0; passed < count; passed++) setNow(nowMs + 1000);
  },
  setTheme(next) {
    theme.value = next;
  },
  isTicking: () => tickers.size > 0,
  layouts,
  downloads,
};

const root = document.getElementById('panel');
if (root === null) throw new Error('the harness page has no #panel');
mountPanel(root, {
  feed: createFeed({ connect: worker.connect, schedule }),
  clock: {
    nowMs: () => nowMs,
    startTicking(tick) {
      tickers.add(tick);
      return () => {
        tickers.delete(tick);
      };
    },
  },
  scheduleFrame: createFrameScheduler(schedule),
  isPageVisible: signal(true),
  theme,
  inspectedTabId,
  askForReport: async () => succeed('{"version":1}'),
  copyText,
  storedLayout: JSON.parse(parameters.get('layout') ?? 'null'),
  saveLayout: (layout) => {
    layouts.push(layout);
  },
  download: (fileName, text) => {
    downloads.push({ fileName, text });
  },
  requestSiteAccess: null,
});
