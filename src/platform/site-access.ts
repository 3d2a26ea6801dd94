// Host access can be withheld by the user at any time, in both browsers.

import { browser } from './browser-api';

const ALL_SITES = { origins: ['<all_urls>'] };

export const readHasAllSites = (): Promise<boolean> => browser.permissions.contains(ALL_SITES);

/** Permissions were granted or taken away: ask again. */
export function onSiteAccessChange(listener: () => void): void {
  browser.permissions.onAdded.addListener(listener);
  browser.permissions.onRemoved.addListener(listener);
}

/**
 * Lets the browser ask the user for access to all sites; to be called in a click and nowhere else. Null where a panel
 * cannot: Firefox gives DevTools panels no permissions API (bug 1796933).
 */
export function findSiteAccessRequest(): (() => void) | null {
  const permissions: typeof browser.permissions | undefined = browser.permissions;
  if (permissions?.request === undefined) return null;
  // A refusal is no error and changes nothing: the notice stays, and can be tried again.
  return () => void permissions.request(ALL_SITES).catch(reportError);
}
