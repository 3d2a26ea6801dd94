// Who is talking: our own pages may, nobody else.

import type { Runtime } from 'webextension-polyfill';
import { browser } from './browser-api';

/** Content scripts share our id but not our origin; other extensions share neither. */
export function isOwnPage(sender: Runtime.MessageSender | undefined): boolean {
  return sender?.id === browser.runtime.id && sender?.url?.startsWith(browser.runtime.getURL('/')) === true;
}
