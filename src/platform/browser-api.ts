/// <reference types="chrome" />
// The only module that imports the polyfill or names `chrome`; the rest of this room imports from here.

import browser from 'webextension-polyfill';

export { browser };

/**
 * The callback form of the DevTools API, which Chrome and Firefox share; the polyfill does not wrap all of it. Undefined
 * outside of pages that DevTools opened.
 */
export const devtools: typeof chrome.devtools | undefined = chrome.devtools;

/** What this browser's webRequest knows beyond the common ground; found by asking for the words, never by its name. */
export const webRequestFeatures = {
  hasExtraHeaders: chrome.webRequest?.OnSendHeadersOptions?.EXTRA_HEADERS !== undefined,
  hasBeaconType: 'BEACON' in (chrome.webRequest?.ResourceType ?? {}),
};
