// A page of the ways' app sends one token after the other, each in a way of its own.
import type { Page } from '@playwright/test';
import type {} from './page/ways';
import type { WaysWorld } from './start-ways';

/** The token of a way names it as its client. */
export const nameClient = (way: string): string => way.replaceAll(' ', '-');

/** Returns the names of the ways. */
export async function sendInAllWays(page: Page, ways: WaysWorld): Promise<readonly string[]> {
  const names = await page.evaluate(() => Object.keys(window.waysToSend));
  for (const name of names) {
    const means = { apiOrigin: ways.apiOrigin, token: ways.tokenFor(nameClient(name)) };
    await page.evaluate(async ([name, means]) => void (await window.waysToSend[name]?.(means)), [name, means] as const);
  }
  return names;
}
