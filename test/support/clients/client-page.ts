// Acting in a client's page as a person would, and waiting for what came of it.
import { expect, type Page } from '@playwright/test';

export interface ClientPage {
  readonly page: Page;
  open(): Promise<void>;
  /** Signs in, at a provider's own page too where the client goes to one. */
  signIn(): Promise<void>;
  /** Clicks, waits until the client has finished, returns its own words about the outcome. */
  act(action: string): Promise<string>;
  /** Waits until the client would refresh if it were asked for a token. */
  waitUntilDue(): Promise<void>;
  waitForRenewals(count: number): Promise<void>;
}

const PATIENCE = { timeout: 30_000 };

export function createClientPage(page: Page, origin: string): ClientPage {
  const client = page.locator('#client');
  const numberOf = async (name: string): Promise<number> => Number(await client.getAttribute(name));
  return {
    page,
    async open() {
      await page.goto(origin);
      await expect(client).toHaveAttribute('data-session', 'signed-out');
    },
    async signIn() {
      await page.getByRole('button', { name: 'Sign in' }).click();
      const isSignedIn = page.locator('#client[data-session="signed-in"]');
      const atProvider = page.getByRole('button', { name: 'Continue as Ada' });
      await expect(isSignedIn.or(atProvider)).toBeVisible();
      if (await atProvider.isVisible()) await atProvider.click();
      await expect(isSignedIn).toBeVisible();
    },
    async act(action) {
      const before = await numberOf('data-actions');
      await page.getByRole('button', { name: action, exact: true }).click();
      await expect(client).toHaveAttribute('data-actions', String(before + 1));
      return (await client.getAttribute('data-last-outcome')) ?? '';
    },
    async waitUntilDue() {
      await expect(client).toHaveAttribute('data-due', 'true', PATIENCE);
    },
    async waitForRenewals(count) {
      await expect.poll(() => numberOf('data-renewals'), PATIENCE).toBeGreaterThanOrEqual(count);
    },
  };
}
