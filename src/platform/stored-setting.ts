// What the user chose, kept on disk: session limits, mutes, how the panel is arranged. Nothing about any token.

import { browser } from './browser-api';

export type SettingName = 'profile' | 'muted' | 'layout';

/** Whatever is stored; the caller parses it. Rejects when the disk cannot be read. */
export async function loadSetting(name: SettingName): Promise<unknown> {
  const stored: Readonly<Record<string, unknown>> = await browser.storage.local.get(name);
  return stored[name];
}

/** `value`: plain JSON. Rejects when the disk is full. */
export const saveSetting = (name: SettingName, value: unknown): Promise<void> =>
  browser.storage.local.set({ [name]: value });

/** Saves in single file. While a write is under way only the newest value waits, however fast a splitter is dragged. */
export function createSettingSaver(name: SettingName): (value: object) => void {
  let next: object | null = null;
  let isWriting = false;
  const write = async (): Promise<void> => {
    isWriting = true;
    for (let value = next; value !== null; value = next) {
      next = null;
      // A full disk costs the user a column width at worst: it stops nothing.
      await saveSetting(name, value).catch(reportError);
    }
    isWriting = false;
  };
  return (value) => {
    next = value;
    if (!isWriting) void write();
  };
}
