// Composition root of the DevTools panel: joins it to the browser. Wiring only.

import { computed, signal } from '@preact/signals';
import { assertNever } from '../base/assert-never';
import { fail, type Result, succeed } from '../base/result';
import { copyText } from '../panel/browser/copy-text';
import { downloadText } from '../panel/browser/download-text';
import { openFile } from '../panel/browser/open-file';
import { createPageClock } from '../panel/browser/page-clock';
import { createSystemThemeSignal, createVisibilitySignal } from '../panel/browser/page-signals';
import { createFrameScheduler } from '../panel/browser/schedule-frame';
import { createFeed } from '../panel/model/create-feed';
import type { PanelSearch } from '../panel/model/panel-environment';
import { mountPanel } from '../panel/mount-panel';
import { type DevtoolsSearch, listenToDevtoolsSearch } from '../platform/devtools-panel';
import { onDevtoolsThemeChange, readDevtoolsTheme } from '../platform/devtools-theme';
import { readInspectedTabId } from '../platform/inspected-window';
import { ask } from '../platform/messages';
import { connectPort } from '../platform/ports';
import { findSiteAccessRequest } from '../platform/site-access';
import { refuseToLeave } from '../platform/stay-home';
import { createSettingSaver, loadSetting } from '../platform/stored-setting';
import { readNowMs, schedule } from '../platform/system-clock';
import { formatPortName } from '../publish/port-name';
import { type Ask, PANEL_PORT } from '../publish/protocol';
import { startImportWorker } from './start-import-worker';

refuseToLeave();
const inspectedTabId = readInspectedTabId();
const portName = formatPortName({ kind: PANEL_PORT, tabId: inspectedTabId });
const devtoolsTheme = signal(readDevtoolsTheme());
onDevtoolsThemeChange((theme) => {
  devtoolsTheme.value = theme;
});
const systemTheme = createSystemThemeSignal();

async function askForReport(): Promise<Result<unknown>> {
  const question: Ask = { kind: 'get-report', tabId: inspectedTabId };
  try {
    return succeed(await ask(question));
  } catch {
    return fail('the background worker does not answer');
  }
}

function readSearch({ action, query }: DevtoolsSearch): PanelSearch {
  switch (action) {
    case 'performSearch':
      return { kind: 'search', query };
    case 'nextSearchResult':
      return { kind: 'next' };
    case 'previousSearchResult':
      return { kind: 'previous' };
    case 'cancelSearch':
      return { kind: 'cancel' };
    default:
      return assertNever(action);
  }
}

const root = document.getElementById('panel');
if (root === null) throw new Error('panel.html has no #panel');
mountPanel(root, {
  feed: createFeed({ connect: () => connectPort(portName), schedule }),
  clock: createPageClock({ readNowMs, schedule }),
  scheduleFrame: createFrameScheduler(schedule),
  isPageVisible: createVisibilitySignal(),
  theme: computed(() => devtoolsTheme.value ?? systemTheme.value),
  inspectedTabId,
  imported: null,
  askForReport,
  copyText,
  // A panel works without.
  storedLayout: await loadSetting('layout').catch(reportError),
  saveLayout: createSettingSaver('layout'),
  openFile: (file, profile, listener) =>
    openFile({ startWorker: startImportWorker, schedule }, file, profile, listener),
  download: downloadText,
  requestSiteAccess: findSiteAccessRequest(),
  listenToSearch: (listener) => listenToDevtoolsSearch((search) => listener(readSearch(search))),
});
