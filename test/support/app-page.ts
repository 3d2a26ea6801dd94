// Acting in the loopback app as a person would, and waiting for what came of it.
import { expect, type Locator, type Page } from '@playwright/test';
import type { World } from './start-world';

export type AppAction =
  | 'Call the API'
  | 'Call; on a 401 refresh and retry once'
  | 'Refresh now'
  | 'Stop automatic renewal'
  | 'Start automatic renewal'
  | 'Send the first refresh token again'
  | 'Race two tabs';

export interface AppPage {
  readonly page: Page;
  readonly app: Locator;
  open(): Promise<void>;
  signIn(): Promise<void>;
  signOut(): Promise<void>;
  /** Clicks, waits until the app has finished, returns its own words about the outcome. */
  act(action: AppAction): Promise<string>;
  /** How many times this page has got new tokens since it was signed in. */
  renewals(): Promise<number>;
  waitForRenewals(count: number): Promise<void>;
  waitForExpiry(): Promise<void>;
}

export function createAppPage(page: Page, world: World): AppPage {
  const app = page.locator('#app');
  const lifetimeMs = world.accessTokenLifetimeSec * 1000;
  const patience = { timeout: lifetimeMs + 10_000 };
  const numberOf = async (name: string): Promise<number> => Number(await app.getAttribute(name));
  return {
    page,
    app,
    async open() {
      await page.goto(world.appOrigin);
      await expect(app).not.toHaveAttribute('data-session', 'loading');
    },
    async signIn() {
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('button', { name: 'Continue as Ada' }).click();
      await expect(app).toHaveAttribute('data-session', 'signed-in');
    },
    async signOut() {
      await page.getByRole('button', { name: 'Log out' }).click();
      await page.getByRole('button', { name: 'Yes, sign out' }).click();
      await expect(app).toHaveAttribute('data-session', 'signed-out');
    },
    async act(action) {
      const before = await numberOf('data-actions');
      await page.getByRole('button', { name: action, exact: true }).click();
      await expect(app).toHaveAttribute('data-actions', String(before + 1));
      return (await app.getAttribute('data-last-outcome')) ?? '';
    },
    renewals: () => numberOf('data-renewals'),
    async waitForRenewals(count) {
      await expect.poll(() => numberOf('data-renewals'), patience).toBeGreaterThanOrEqual(count);
    },
    async waitForExpiry() {
      await expect(app).toHaveAttribute('data-token', 'expired', patience);
    },
  };
}
