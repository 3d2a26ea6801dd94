// What the panel needs from outside. The composition root hands it over; tests hand over fakes.

import type { ReadonlySignal } from '@preact/signals';
import type { Result } from '../../base/result';
import type { ProfileName } from '../../engine/profile';
import type { ImportedFile, ImportProgress } from '../../publish/import-messages';
import type { Feed } from './feed';
import type { Layout } from './layout';

export type PanelClock = {
  readonly nowMs: () => number;
  /** Calls `tick` at each full second until the returned function is called. */
  readonly startTicking: (tick: () => void) => () => void;
};

export type Theme = 'light' | 'dark';

/** What a file told, ready to be shown. */
export type OpenedFile = Pick<PanelEnvironment, 'feed' | 'askForReport'> & { readonly file: ImportedFile };

export type FileListener = {
  readonly onProgress: (progress: ImportProgress) => void;
  /** `fault` goes on after the file's name. */
  readonly onRefused: (fault: string) => void;
  readonly onOpened: (opened: OpenedFile) => void;
};

/** What the user asks of DevTools' own search box. */
export type PanelSearch =
  | { readonly kind: 'search'; readonly query: string }
  | { readonly kind: 'next' }
  | { readonly kind: 'previous' }
  | { readonly kind: 'cancel' };

export type PanelEnvironment = {
  readonly feed: Feed;
  /** Null for what the browser sees now; else the file whose facts these are. */
  readonly imported: ImportedFile | null;
  readonly clock: PanelClock;
  /** Runs once, with the next frame or, in a hidden page, soon after; the returned function cancels. */
  readonly scheduleFrame: (run: () => void) => () => void;
  readonly isPageVisible: ReadonlySignal<boolean>;
  readonly theme: ReadonlySignal<Theme>;
  /** Null for targets that are no tab. */
  readonly inspectedTabId: number | null;
  /** By a click or key of the user's; false when the browser refused. */
  readonly copyText: (text: string) => boolean;
  /** What was last saved, as it was found. */
  readonly storedLayout: unknown;
  readonly saveLayout: (layout: Layout) => void;
  /** The report document, unparsed. */
  readonly askForReport: () => Promise<Result<unknown>>;
  /** Reads a HAR file or a report apart from the panel; the returned function ends that, and all that it gave. */
  readonly openFile: (file: File, profile: ProfileName, listener: FileListener) => () => void;
  readonly download: (fileName: string, text: string, mimeType: string) => void;
  /** Asks the browser for host access, by a click; null where a panel cannot ask. */
  readonly requestSiteAccess: (() => void) | null;
  /** DevTools' own search, where the browser offers it; the returned function stops it. */
  readonly listenToSearch: (listener: (search: PanelSearch) => void) => () => void;
};
