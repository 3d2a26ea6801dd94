// Host access can be withheld by the user at any time, in both browsers.

import { browser } from './browser-api';

const ALL_SITES = { origins: ['<all_urls>'] };

export const readHasAllSites = (): Promise<boolean> => browser.permissions.contains(ALL_SITES);

/** Permissions were granted or taken away: ask again. */
export function onSiteAccessChange(listener: () => void): void {
  browser.permissions.onAdded.addListener(listener);
  browser.permissions.onRemoved.addListener(listener);
}
