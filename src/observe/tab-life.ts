import type { TabClosed } from '../observation/observation';

/** The tab is gone, and with it the pages that ran in it. */
export function readTabClosed(tabId: number, atMs: number): TabClosed {
  return { kind: 'tab-closed', atMs, context: `tab:${tabId}` };
}
