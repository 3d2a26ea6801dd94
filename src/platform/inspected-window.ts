// The page that this DevTools window looks at.

import { devtools } from './browser-api';

/** Null outside of DevTools, and for targets that are no tab (a worker's own DevTools). */
export function readInspectedTabId(): number | null {
  return devtools?.inspectedWindow.tabId ?? null;
}
