// The panel on a fake worker and a scripted clock. Tests drive it through `window.harness`.

import { signal } from '@preact/signals';
import { succeed } from '../../../src/base/result';
import { startImportWorker } from '../../../src/entry/start-import-worker';
import { copyText } from '../../../src/panel/browser/copy-text';
import { openFile } from '../../../src/panel/browser/open-file';
import { createFrameScheduler } from '../../../src/panel/browser/schedule-frame';
import { createFeed } from '../../../src/panel/model/create-feed';
import type { Layout } from '../../../src/panel/model/layout';
import type { FileListener, PanelSearch, Theme } from '../../../src/panel/model/panel-environment';
import { mountPanel } from '../../../src/panel/mount-panel';
import type { Status } from '../../../src/publish/protocol';
import { createFakeWorker, type FakeWorker } from './fake-worker';

export type Harness = FakeWorker & {
  readonly setNow: (ms: number) => void;
  /** Moves the clock second by second, as a real one would. */
  readonly passSeconds: (count: number) => void;
  readonly setTheme: (theme: Theme) => void;
  readonly isTicking: () => boolean;
  /** As DevTools' own search box would. */
  readonly search: (search: PanelSearch) => void;
  /** What the panel asked to remember, newest last. */
  readonly layouts: readonly Layout[];
  /** With `?import=scripted`: the files that were to be read, for the test to tell how it went. */
  readonly imports: readonly ScriptedImport[];
  readonly downloads: readonly { readonly fileName: string; readonly text: string }[];
};

export type ScriptedImport = FileListener & { readonly name: string; isEnded: boolean };

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
const imports: ScriptedImport[] = [];
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

const searchers = new Set<(search: PanelSearch) => void>();

globalThis.harness = {
  search(search) {
    for (const listener of searchers) listener(search);
  },
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
  imports,
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
  copyText,
  storedLayout: JSON.parse(parameters.get('layout') ?? 'null'),
  saveLayout: (layout) => {
    layouts.push(layout);
  },
  imported: null,
  askForReport: async () => succeed(worker.writeReport()),
  openFile(file, profile, listener) {
    if (parameters.get('import') !== 'scripted')
      return openFile({ startWorker: startImportWorker, schedule }, file, profile, listener);
    const scripted: ScriptedImport = { ...listener, name: file.name, isEnded: false };
    imports.push(scripted);
    return () => {
      scripted.isEnded = true;
    };
  },
  download: (fileName, text) => {
    downloads.push({ fileName, text });
  },
  requestSiteAccess: null,
  listenToSearch(listener) {
    searchers.add(listener);
    return () => searchers.delete(listener);
  },
});
