// Which facts the panel shows: the live session's, or those of a file. The live model stays as it is beneath an import; an
// import is a model of its own, whose clock stands at the end of its log.

import { batch, type ReadonlySignal, signal } from '@preact/signals';
import { readLog } from '../../engine/create-state';
import { DEFAULT_PROFILE } from '../../engine/profile';
import type { ImportProgress } from '../../publish/import-messages';
import { createPanelModel, type PanelModel } from './create-panel-model';
import type { OpenedFile, PanelEnvironment } from './panel-environment';

export type Reading =
  | { readonly kind: 'reading'; readonly name: string; readonly progress: ImportProgress }
  /** `fault` goes on after the name. */
  | { readonly kind: 'refused'; readonly name: string; readonly fault: string };

export type Importer = {
  readonly live: PanelModel;
  readonly shown: ReadonlySignal<PanelModel>;
  /** Null when no file is being read and none was refused. */
  readonly reading: ReadonlySignal<Reading | null>;
  /** Reads it; what was being read is given up. */
  readonly take: (file: File) => void;
  /** Gives up what is being read, or puts away the refusal. */
  readonly cancel: () => void;
  readonly goBackToLive: () => void;
  readonly dispose: () => void;
};

const NOT_BEGUN: ImportProgress = { done: 0, total: 0 };

export function createImporter(live: PanelModel): Importer {
  const shown = signal(live);
  const reading = signal<Reading | null>(null);
  let endReading = (): void => undefined;
  let endShown = (): void => undefined;

  function take(file: File): void {
    cancel();
    const { name } = file;
    const profile = live.feed.peek().status?.profile ?? DEFAULT_PROFILE;
    reading.value = { kind: 'reading', name, progress: NOT_BEGUN };
    const end = live.environment.openFile(file, profile, {
      onProgress(progress) {
        reading.value = { kind: 'reading', name, progress };
      },
      onRefused(fault) {
        reading.value = { kind: 'refused', name, fault };
      },
      onOpened(opened) {
        const stop = opened.feed.listen(() => {
          if (!opened.feed.read().isFilled) return;
          stop();
          show(opened, end);
        });
      },
    });
    endReading = end;
  }

  function cancel(): void {
    endReading();
    endReading = (): void => undefined;
    reading.value = null;
  }

  function show(opened: OpenedFile, end: () => void): void {
    const model = createPanelModel(standStill({ ...live.environment, storedLayout: live.layout.peek() }, opened));
    batch(() => {
      goBackToLive();
      shown.value = model;
      reading.value = null;
    });
    endReading = (): void => undefined;
    endShown = () => {
      model.dispose();
      end();
    };
  }

  function goBackToLive(): void {
    shown.value = live;
    endShown();
    endShown = (): void => undefined;
  }

  return {
    live,
    shown,
    reading,
    take,
    cancel,
    goBackToLive,
    dispose() {
      cancel();
      goBackToLive();
    },
  };
}

/** Everything as for the live session, but for the facts, and the clock: it stands where the log ends. */
function standStill(environment: PanelEnvironment, { file, feed, askForReport }: OpenedFile): PanelEnvironment {
  return {
    ...environment,
    feed,
    askForReport,
    imported: file,
    inspectedTabId: null,
    clock: {
      nowMs: () => readLog(feed.read().state).toMs ?? 0,
      startTicking: () => () => undefined,
    },
  };
}
