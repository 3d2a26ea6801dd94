// Drives the page that makes traffic in bulk.
import type { LoadLog } from './load-log';

export interface Pace {
  readonly callsPerSec: number;
  readonly refreshEveryMs: number;
}

/** What the page offers under the global name `load`. */
export interface Load {
  /** Signs in, unless it did before; then calls and refreshes until it is stopped. */
  start(pace: Pace): Promise<void>;
  /** Resolves when so many more calls have been sent. */
  waitForCalls(count: number): Promise<void>;
  /** Resolves when the next refresh has been answered, in the same turn. */
  waitForRefresh(): Promise<void>;
  /** Sends nothing more; resolves when everything sent has been answered, with all that was sent since the page was loaded. */
  stop(): Promise<LoadLog>;
}

/** A page of Playwright's or of Puppeteer's. */
export interface Evaluates {
  evaluate(run: (pace: Pace) => Promise<void>, pace: Pace): Promise<void>;
  evaluate(run: (count: number) => Promise<void>, count: number): Promise<void>;
  evaluate(run: () => Promise<void>): Promise<void>;
  evaluate(run: () => Promise<LoadLog>): Promise<LoadLog>;
}

export function createLoadPage(page: Evaluates): Load {
  return {
    start: (pace) => page.evaluate((how: Pace) => globalThis.load.start(how), pace),
    waitForCalls: (count) => page.evaluate((many: number) => globalThis.load.waitForCalls(many), count),
    waitForRefresh: () => page.evaluate(() => globalThis.load.waitForRefresh()),
    stop: () => page.evaluate(() => globalThis.load.stop()),
  };
}

declare global {
  var load: Load;
}
