// The test fixture of the harness: its page is built once and opened as often as a test asks.

import { type Browser, type BrowserContext, test as base, chromium, expect, type Page } from '@playwright/test';
import type { Observation } from '../../src/observation/observation';
import { DISABLED_FEATURES_FLAG } from '../support/browser/disabled-features';
import { findOrInstallChromium } from '../support/browser/find-chromium.mjs';
import type {} from './page/main';
import { type PanelFacts, servePanel, writeAddress } from './serve-panel';

export type OpenFacts = PanelFacts & {
  readonly width?: number;
  readonly height?: number;
  readonly observations?: readonly Observation[];
  /** Of the browser, not of its pages. */
  readonly locale?: string;
};

type TestFixtures = { readonly openPanel: (facts?: OpenFacts) => Promise<Page> };
type WorkerFixtures = {
  readonly harnessUrl: string;
  readonly chromium: Browser;
  /** Made once for each language: nothing of a page outlives it there. */
  readonly findContext: (locale: string) => Promise<BrowserContext>;
};

export const test = base.extend<TestFixtures, WorkerFixtures>({
  harnessUrl: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures it needs from the pattern
    async ({}, use, { parallelIndex }) => {
      const server = await servePanel({ build: `harness-page-${parallelIndex}` });
      await use(server.url);
      server.close();
    },
    { scope: 'worker' },
  ],
  chromium: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const browser = await chromium.launch({
        executablePath: await findOrInstallChromium(),
        args: ['--no-sandbox', DISABLED_FEATURES_FLAG],
      });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  findContext: [
    async ({ chromium: browser }, use) => {
      const contexts = new Map<string, Promise<BrowserContext>>();
      await use((locale) => {
        const known = contexts.get(locale) ?? browser.newContext({ locale, timezoneId: 'UTC' });
        contexts.set(locale, known);
        return known;
      });
    },
    { scope: 'worker' },
  ],
  openPanel: async ({ harnessUrl, findContext }, use) => {
    const pages: Page[] = [];
    await use(async ({ width = 1400, height = 560, observations = [], locale = 'en-GB', ...facts } = {}) => {
      const page = await (await findContext(locale)).newPage();
      pages.push(page);
      page.on('pageerror', (error) => {
        throw error;
      });
      await page.setViewportSize({ width, height });
      await page.goto(writeAddress(harnessUrl, facts));
      await showObservations(page, observations);
      return page;
    });
    for (const page of pages) await page.close();
  },
});

/** Hands observations to the worker of the page and waits until the panel has applied them. */
export async function showObservations(page: Page, observations: readonly Observation[]): Promise<void> {
  const panel = page.getByTestId('panel');
  await expect(panel).toHaveAttribute('data-state', 'connected');
  const seq = await page.evaluate((text) => globalThis.harness.observe(JSON.parse(text)), JSON.stringify(observations));
  await expect(panel).toHaveAttribute('data-applied-seq', String(seq));
}
