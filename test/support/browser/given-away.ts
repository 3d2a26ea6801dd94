// What the extension's pages hand to the user to take away: texts for the clipboard, and files.
import type { BrowserContext, Locator } from '@playwright/test';

export type GivenAway = { readonly copied: readonly string[]; readonly exported: readonly string[] };

/** Call it before DevTools opens: it works for pages that are loaded from then on. */
export async function recordGivenAway(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    if (location.protocol !== 'chrome-extension:') return;
    const copied: string[] = [];
    const exported: Promise<string>[] = [];
    Object.assign(globalThis, { givenAway: { copied, exported } });
    const { setData } = DataTransfer.prototype;
    DataTransfer.prototype.setData = function (type, text) {
      copied.push(text);
      setData.call(this, type, text);
    };
    const { createObjectURL } = URL;
    URL.createObjectURL = (file) => {
      if (file instanceof Blob) exported.push(file.text());
      return createObjectURL.call(URL, file);
    };
  });
}

/** Of the page that an element is in. */
export const readGivenAway = (element: Locator): Promise<GivenAway> =>
  element.evaluate(async () => {
    const { copied, exported } = Reflect.get(globalThis, 'givenAway');
    return { copied, exported: await Promise.all(exported) };
  });
