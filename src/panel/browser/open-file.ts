// Joins the import worker to the panel: a feed like that of the background worker, out of a file.

import { FILE_FAULTS } from '../../base/file-fault';
import { succeed } from '../../base/result';
import type { ProfileName } from '../../engine/profile';
import type { Channel } from '../../publish/channel';
import { openImport } from '../../publish/open-import';
import type { SubscriptionOptions } from '../../publish/subscription';
import { createFeed } from '../model/create-feed';
import type { FileListener } from '../model/panel-environment';

export type FileOpening = Pick<SubscriptionOptions, 'schedule'> & { readonly startWorker: () => Channel };

/** The returned function ends the worker. */
export function openFile(
  { startWorker, schedule }: FileOpening,
  file: File,
  profile: ProfileName,
  { onProgress, onRefused, onOpened }: FileListener,
): () => void {
  const worker = startWorker();
  openImport(worker, file, profile, {
    onProgress,
    onRefused(fault) {
      worker.close();
      onRefused(fault === 'failed' ? 'could not be read: the import broke off' : FILE_FAULTS[fault]);
    },
    onOpened({ file: imported, connect, askForReport }) {
      const feed = createFeed({ connect, schedule });
      onOpened({ file: imported, feed, askForReport: async () => succeed(await askForReport()) });
    },
  });
  return worker.close;
}
