// Tabs, as far as it goes without the permission to read their addresses.

import { browser } from './browser-api';

export function onTabRemoved(listener: (tabId: number) => void): void {
  browser.tabs.onRemoved.addListener((tabId) => listener(tabId));
}

/** What tells whose storage a tab uses; `cookieStoreId` in Firefox only, there also without the permission for cookies. */
export type TabStorage = { readonly incognito: boolean; readonly cookieStoreId?: string | undefined };

/** Null for a tab that is gone. */
export async function readTabStorage(tabId: number): Promise<TabStorage | null> {
  try {
    return await browser.tabs.get(tabId);
  } catch {
    return null; // The browser rejects for tabs that it does not know.
  }
}

/** Whether a private window is open. A tab that is being closed may still be among the open ones: it is left out. */
export async function hasPrivateTab(closingTabId: number): Promise<boolean> {
  return (await browser.tabs.query({})).some(({ id, incognito }) => incognito && id !== closingTabId);
}
