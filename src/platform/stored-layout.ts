// How the user arranged the panel, kept on disk: sizes and columns, nothing about any token.

import { browser } from './browser-api';

const KEY = 'layout';

/** Whatever is stored; the caller parses it. Nothing when it cannot be read: a panel works without. */
export async function loadLayout(): Promise<unknown> {
  try {
    const stored: Readonly<Record<string, unknown>> = await browser.storage.local.get(KEY);
    return stored[KEY];
  } catch {
    return undefined;
  }
}

/** Saves in single file. While a write is under way only the newest layout waits, however fast a splitter is dragged. */
export function createLayoutSaver(): (layout: object) => void {
  let next: object | null = null;
  let isWriting = false;
  const write = async (): Promise<void> => {
    isWriting = true;
    for (let layout = next; layout !== null; layout = next) {
      next = null;
      // A full disk costs the user a column width at worst: it stops nothing.
      await browser.storage.local.set({ [KEY]: layout }).catch(reportError);
    }
    isWriting = false;
  };
  return (layout) => {
    next = layout;
    if (!isWriting) void write();
  };
}
