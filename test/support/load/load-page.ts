// Drives the page that makes traffic in bulk.
import type { Page } from '@playwright/test';
import type { LoadLog } from './load-log';

export interface Pace {
  readonly callsPerSec: number;
  readonly refreshEveryMs: number;
}

/** What the page offers under the global name `load`. */
export interface Load {
  start(pace: Pace): Promise<void>;
  /** Resolves when so many more calls have been sent. */
  waitForCalls(count: number): Promise<void>;
  /** Resolves when the next refresh has been answered, in the same turn. */
  waitForRefresh(): Promise<void>;
  /** Sends nothing more; resolves when everything sent has been answered. */
  stop(): Promise<LoadLog>;
}

export function createLoadPage(page: Page): Load {
  return {
    start: (pace) => page.evaluate((how) => globalThis.load.start(how), pace),
    waitForCalls: (count) => page.evaluate((many) => globalThis.load.waitForCalls(many), count),
    waitForRefresh: () => page.evaluate(() => globalThis.load.waitForRefresh()),
    stop: () => page.evaluate(() => globalThis.load.stop()),
  };
}

declare global {
  var load: Load;
}
