// What the extension's pages and its worker say on the console, and the errors that nobody caught.
import type { BrowserContext } from '@playwright/test';

/** The list grows while they say more. */
export function recordSaid(context: BrowserContext): readonly string[] {
  const said: string[] = [];
  context.on('console', (message) => {
    if (message.location().url.startsWith('chrome-extension://')) said.push(message.text());
  });
  context.on('weberror', (error) => said.push(String(error.error())));
  return said;
}
