// A page of the extension in a tab of its own, where there is no DevTools to ask.
import type { Page } from '@playwright/test';
import { type Report, readReport } from '../report';
import type { ExtensionBrowser } from './launch-extension';

export async function openOwnPage({ context, extensionId }: ExtensionBrowser): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/src/entry/panel.html`);
  return page;
}

/** What the worker knows, asked for from a page that is closed again. */
export async function askForReport(extension: ExtensionBrowser): Promise<Report> {
  const page = await openOwnPage(extension);
  const report = await readReport(page.locator('html'));
  await page.close();
  return report;
}

/** Keys of what is archived, such as `token:…`. */
export async function listArchived(extension: ExtensionBrowser): Promise<string[]> {
  const page = await openOwnPage(extension);
  const texts = await page.evaluate(async () => Object.values(await chrome.storage.session.get(null)));
  await page.close();
  return toArchivedKeys(texts);
}

/** `texts`: all values of storage.session. */
export const toArchivedKeys = (texts: readonly unknown[]): string[] =>
  texts.flatMap((text) => {
    const entry = text === '' ? null : JSON.parse(String(text));
    return Array.isArray(entry) ? [String(entry[1])] : [];
  });
