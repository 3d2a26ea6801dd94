// Registers the webRequest listeners: the same ones in the same order at every start of the worker, in its first turn, or
// Chrome drops the event that woke it (a listener's identity is the order of its registration).

import type { WebRequest } from 'webextension-polyfill';
import type { BrowserRequest, WebRequestListeners } from '../observe/web-request';
import { browser, webRequestFeatures } from './browser-api';

const URLS = ['<all_urls>', 'ws://*/*', 'wss://*/*'];
/** Never images, fonts, media, styles or scripts: each event costs time in the browser's UI thread. */
const TYPES: WebRequest.ResourceType[] = ['xmlhttprequest', 'main_frame', 'sub_frame', 'websocket', 'other', 'ping'];

/** Watches the requests and answers of all sites that the user grants; `run` gets each event and its work to be run. */
export function watchWebRequests(
  listeners: WebRequestListeners,
  run: (event: BrowserRequest, work: () => void) => void,
): void {
  const { webRequest } = browser;
  // Firefox has a type of its own for beacons, and Chrome throws at a type that it does not know.
  const filter = { urls: URLS, types: webRequestFeatures.hasBeaconType ? [...TYPES, 'beacon' as const] : TYPES };
  // Cookies, Origin and Referer are shown with this word only; Firefox shows them always and throws at the word.
  const extra = webRequestFeatures.hasExtraHeaders ? (['extraHeaders'] as const) : [];
  webRequest.onBeforeRequest.addListener((event) => run(event, () => listeners.takeBeforeRequest(event)), filter, [
    'requestBody',
  ]);
  webRequest.onSendHeaders.addListener((event) => run(event, () => listeners.takeSendHeaders(event)), filter, [
    'requestHeaders',
    ...extra,
  ]);
  webRequest.onBeforeRedirect.addListener((event) => run(event, () => listeners.takeBeforeRedirect(event)), filter, [
    'responseHeaders',
    ...extra,
  ]);
  webRequest.onResponseStarted.addListener((event) => run(event, () => listeners.takeResponseStarted(event)), filter, [
    'responseHeaders',
    ...extra,
  ]);
  webRequest.onErrorOccurred.addListener((event) => run(event, () => listeners.takeErrorOccurred(event)), filter);
}
