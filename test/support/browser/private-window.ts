// Private windows of the browser under test. The extension must have been let into them.
import type { Page, Worker } from '@playwright/test';
import type { ExtensionBrowser } from './launch-extension';
import { openOwnPage } from './own-page';

/** Opens a private window on an address. */
export async function openPrivateWindow(extension: ExtensionBrowser, url: string): Promise<Page> {
  const own = await openOwnPage(extension);
  const opened = extension.context.waitForEvent('page', (page) => page !== own);
  // Gives no window back: the normal instance cannot see private ones.
  await own.evaluate((address) => chrome.windows.create({ incognito: true, url: address }), url);
  const page = await opened;
  await page.waitForURL(url);
  await own.close();
  return page;
}

/** A page of the extension in the private window that `beside` is in: a page of its private instance. */
export async function openOwnPrivatePage({ context, extensionId }: ExtensionBrowser, beside: Page): Promise<Page> {
  const opened = context.waitForEvent('page');
  await beside.evaluate(() => void open('about:blank'));
  const page = await opened;
  await page.goto(`chrome-extension://${extensionId}/src/entry/panel.html`);
  return page;
}

/** The worker that serves the private windows. */
export async function findPrivateWorker({ context }: ExtensionBrowser): Promise<Worker> {
  for (const worker of context.serviceWorkers()) {
    if (await worker.evaluate(() => chrome.extension.inIncognitoContext)) return worker;
  }
  throw new Error('No worker serves private windows');
}
