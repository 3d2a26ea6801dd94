// Tabs, as far as it goes without the permission to read their addresses.

import { browser } from './browser-api';

export function onTabRemoved(listener: (tabId: number) => void): void {
  browser.tabs.onRemoved.addListener((tabId) => listener(tabId));
}

/** False also for a tab that is gone. */
export async function isPrivateTab(tabId: number): Promise<boolean> {
  try {
    return (await browser.tabs.get(tabId)).incognito;
  } catch {
    return false; // The browser rejects for tabs that it does not know.
  }
}

/** Whether a private window is open. A tab that is being closed may still be among the open ones: it is left out. */
export async function hasPrivateTab(closingTabId: number): Promise<boolean> {
  return (await browser.tabs.query({})).some(({ id, incognito }) => incognito && id !== closingTabId);
}
