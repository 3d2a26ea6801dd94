// The page's end of the import worker's wire: hands it a file, tells how far it is, and opens the panels' channel to it.

import { assertNever } from '../base/assert-never';
import type { FileFault } from '../base/file-fault';
import type { ProfileName } from '../engine/profile';
import type { Channel } from './channel';
import {
  type FromImporter,
  type ImportedFile,
  type ImportProgress,
  isFromImporter,
  type ToImporter,
} from './import-messages';

export type OpenedImport = {
  readonly file: ImportedFile;
  /** The channel of a panel, as to the background worker. */
  readonly connect: () => Channel;
  /** The report document, unparsed. */
  readonly askForReport: () => Promise<unknown>;
};

export type ImportListener = {
  readonly onProgress: (progress: ImportProgress) => void;
  /** `failed`: the worker itself broke. It is over after either. */
  readonly onRefused: (fault: FileFault | 'failed') => void;
  readonly onOpened: (opened: OpenedImport) => void;
};

/** `worker`: a channel to a new worker; closing it ends the worker. */
export function openImport(worker: Channel, file: File, profile: ProfileName, listener: ImportListener): void {
  const toPanel = new Set<(message: unknown) => void>();
  const waiting: ((report: unknown) => void)[] = [];
  const post = (message: ToImporter): void => worker.post(message);

  const connect = (): Channel => ({
    post: (message) => post({ kind: 'from-panel', message }),
    onMessage(listen) {
      toPanel.add(listen);
      return () => toPanel.delete(listen);
    },
    onDisconnect: worker.onDisconnect,
    close: () => undefined,
  });

  const askForReport = (): Promise<unknown> =>
    new Promise((resolve) => {
      waiting.push(resolve);
      post({ kind: 'get-report' });
    });

  function take(message: FromImporter): void {
    switch (message.kind) {
      case 'progress':
        return listener.onProgress(message);
      case 'refused':
        return listener.onRefused(message.fault);
      case 'opened':
        stopWatching();
        return listener.onOpened({ file: message.file, connect, askForReport });
      case 'report':
        for (const answer of waiting.splice(0)) answer(message.report);
        return;
      case 'to-panel':
        for (const listen of [...toPanel]) listen(message.message);
        return;
      default:
        return assertNever(message);
    }
  }

  worker.onMessage((message) => {
    if (isFromImporter(message)) take(message);
  });
  const stopWatching = worker.onDisconnect(() => listener.onRefused('failed'));
  post({ kind: 'read', file, profile });
}
