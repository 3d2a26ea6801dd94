// What the user muted, kept on disk: rule ids and origins, nothing about any token.

import { browser } from './browser-api';

const KEY = 'muted';

/** Whatever is stored; the caller parses it. */
export async function loadMuted(): Promise<unknown> {
  const stored: Readonly<Record<string, unknown>> = await browser.storage.local.get(KEY);
  return stored[KEY];
}

export const saveMuted = (muted: readonly object[]): Promise<void> => browser.storage.local.set({ [KEY]: muted });
