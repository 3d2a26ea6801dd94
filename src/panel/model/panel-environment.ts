// What the panel needs from outside. The composition root hands it over; tests hand over fakes.

import type { ReadonlySignal } from '@preact/signals';
import type { Result } from '../../base/result';
import type { Feed } from './feed';
import type { Layout } from './layout';

export type PanelClock = {
  readonly nowMs: () => number;
  /** Calls `tick` at each full second until the returned function is called. */
  readonly startTicking: (tick: () => void) => () => void;
};

export type Theme = 'light' | 'dark';

export type PanelEnvironment = {
  readonly feed: Feed;
  readonly clock: PanelClock;
  /** Runs once, with the next frame or, in a hidden page, soon after; the returned function cancels. */
  readonly scheduleFrame: (run: () => void) => () => void;
  readonly isPageVisible: ReadonlySignal<boolean>;
  readonly theme: ReadonlySignal<Theme>;
  /** Null for targets that are no tab. */
  readonly inspectedTabId: number | null;
  /** The report as JSON text. */
  readonly askForReport: () => Promise<Result<string>>;
  /** By a click or key of the user's; false when the browser refused. */
  readonly copyText: (text: string) => boolean;
  /** What was last saved, as it was found. */
  readonly storedLayout: unknown;
  readonly saveLayout: (layout: Layout) => void;
  readonly download: (fileName: string, text: string) => void;
  /** Asks the browser for host access, by a click; null where a panel cannot ask. */
  readonly requestSiteAccess: (() => void) | null;
};
