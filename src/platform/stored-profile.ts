// The user's choice of session profile, kept on disk: it is a setting and says nothing about any token.

import { browser } from './browser-api';

const KEY = 'profile';

/** Whatever is stored; the caller parses it. */
export async function loadProfile(): Promise<unknown> {
  const stored: Readonly<Record<string, unknown>> = await browser.storage.local.get(KEY);
  return stored[KEY];
}

export const saveProfile = (profile: string): Promise<void> => browser.storage.local.set({ [KEY]: profile });
