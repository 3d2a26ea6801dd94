// The import worker's end of its wire: reads one file, then publishes what it told to the panel.

import { assertNever } from '../base/assert-never';
import type { FileFault } from '../base/file-fault';
import type { Result } from '../base/result';
import { createPolicy } from '../engine/policy';
import type { ProfileName } from '../engine/profile';
import type { NotEvaluable } from '../rules/finding';
import { type Muted, setMute } from '../rules/muted';
import { listNotEvaluable } from '../rules/not-evaluable';
import type { ImportedSession } from '../store/imported-session';
import type { Channel } from './channel';
import {
  type FromImporter,
  type ImportedFile,
  type ImportProgress,
  isToImporter,
  type ToImporter,
} from './import-messages';
import { createPublisher } from './publisher';

export type OpenedFile = {
  readonly file: Omit<ImportedFile, 'name'>;
  readonly session: ImportedSession;
  /** The profile by which it was judged. */
  readonly profile: ProfileName;
  readonly writeReport: () => unknown;
  /** What the rules could not judge, by the file's own word; null when they were asked here. */
  readonly notEvaluable: readonly NotEvaluable[] | null;
};

export type ReadFile = (
  file: File,
  profile: ProfileName,
  onProgress: (progress: ImportProgress) => void,
) => Promise<Result<OpenedFile, FileFault>>;

/** What throws in here is for the page to hear: a worker that fails fires an event there. */
export function hostImport(channel: Channel, readFile: ReadFile): void {
  let opened: OpenedFile | null = null;
  let takeFromPanel = (_message: unknown): void => undefined;
  const post = (message: FromImporter): void => channel.post(message);

  async function read(file: File, profile: ProfileName): Promise<void> {
    const result = await readFile(file, profile, (progress) => post({ kind: 'progress', ...progress }));
    if (!result.ok) return post({ kind: 'refused', fault: result.reason });
    opened = result.value;
    takeFromPanel = publish(opened, (message) => post({ kind: 'to-panel', message }));
    post({ kind: 'opened', file: { ...opened.file, name: file.name } });
  }

  function take(message: ToImporter): void {
    switch (message.kind) {
      case 'read':
        // A rejection nobody takes is no error event: thrown in a turn of its own it is one.
        read(message.file, message.profile).catch((error: unknown) =>
          queueMicrotask(() => {
            throw error;
          }),
        );
        return;
      case 'get-report':
        return post({ kind: 'report', report: opened?.writeReport() ?? null });
      case 'from-panel':
        return takeFromPanel(message.message);
      default:
        return assertNever(message);
    }
  }

  channel.onMessage((message) => {
    if (isToImporter(message)) take(message);
  });
}

/** Returns what takes the panel's messages. */
function publish(
  { session, file, ...opened }: OpenedFile,
  post: (message: unknown) => void,
): (message: unknown) => void {
  let { profile } = opened;
  let muted: Muted = [];
  let take = (_message: unknown): void => undefined;
  const publisher = createPublisher({
    session,
    readStatus: () => ({ isPaused: false, siteAccess: 'all', bodyTabs: [], isPrivate: false, profile }),
    onProfile(next) {
      // A report is as it was judged: what the rules would need is not in it.
      if (file.kind === 'report') return;
      profile = next;
      session.setPolicy(createPolicy(next));
      publisher.noteStatus();
    },
    // For as long as the file is open; what is muted in live sessions is another matter.
    explainSilence: () => opened.notEvaluable ?? listNotEvaluable(session.analysis()),
    mutes: {
      read: () => muted,
      set(mute, isOn) {
        muted = setMute(muted, mute, isOn);
        publisher.noteMuted();
      },
    },
  });
  publisher.accept({
    post,
    onMessage(listener) {
      take = listener;
      return () => undefined;
    },
    onDisconnect: () => () => undefined,
    close: () => undefined,
  });
  return (message) => take(message);
}
