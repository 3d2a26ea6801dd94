// One per DevTools window, for as long as it is open: adds the panel, and sends what DevTools sees of the tab's answers
// from the first moment on, whether the panel is shown or not.

import { describeFault } from '../base/describe-fault';
import { forgetLastMatch } from '../base/forget-last-match';
import { createDoor } from '../normalise/door';
import { createDevtoolsNetworkSensor, type DevtoolsNetworkSensor } from '../observe/devtools-network';
import { watchDevtoolsNetwork } from '../platform/devtools-network';
import { createDevtoolsPanel } from '../platform/devtools-panel';
import { readInspectedTabId } from '../platform/inspected-window';
import { connectPort } from '../platform/ports';
import { createRandomHex } from '../platform/random';
import { refuseToLeave } from '../platform/stay-home';
import { readNowMs, schedule } from '../platform/system-clock';
import { createObservationSender } from '../publish/observation-sender';
import { formatPortName } from '../publish/port-name';
import { DEVTOOLS_PORT } from '../publish/protocol';
import { createReadyQueue } from '../store/ready-queue';

const PAGE_NAME_BYTES = 8;

refuseToLeave();
createDevtoolsPanel('Tokens', '/src/entry/icons/icon-32.png', '/src/entry/panel.html');
const inspected = readInspectedTabId();
if (inspected !== null) watchTab(inspected);

function watchTab(tabId: number): void {
  const page = createRandomHex(PAGE_NAME_BYTES);
  const queue = createReadyQueue();
  let sensor: DevtoolsNetworkSensor | null = null;
  let isWatching = true;

  const sender = createObservationSender({
    page,
    connect: () => connectPort(formatPortName({ kind: DEVTOOLS_PORT, tabId })),
    schedule,
    readNowMs,
    onTerms({ keyHex, partition, isPaused }) {
      isWatching = !isPaused;
      if (sensor !== null) return;
      const sink = createDoor(keyHex, sender.send);
      sensor = createDevtoolsNetworkSensor({ sink, page, context: `tab:${tabId}`, partition, onSkip: noteFault });
      queue.open(guard);
    },
    onGone() {
      isWatching = false;
    },
  });

  function noteFault(reason: string): void {
    sender.send({ kind: 'fault-noted', atMs: readNowMs(), where: 'devtools', reason });
  }

  function guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      noteFault(describeFault(error));
    } finally {
      forgetLastMatch();
    }
  }

  watchDevtoolsNetwork((entry, getContent) =>
    guard(() =>
      queue.run(() => {
        if (isWatching)
          sensor?.takeEntry(entry, (take) => getContent((text, encoding) => guard(() => take(text, encoding))));
      }),
    ),
  );
}
