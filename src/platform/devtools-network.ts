// Finished requests of the inspected tab.

import type { GetContent } from '../observe/devtools-network';
import { devtools } from './browser-api';

/** `entry` is a HAR entry as the browser makes it: to be parsed like any other. */
export function watchDevtoolsNetwork(take: (entry: unknown, getContent: GetContent) => void): void {
  devtools?.network.onRequestFinished.addListener((request) => {
    // With a callback: as a promise it did not work in Chrome's devtools pages, and gives a pair in Firefox.
    take(request, (takeContent) => request.getContent((text, encoding) => takeContent(text, encoding)));
  });
}
