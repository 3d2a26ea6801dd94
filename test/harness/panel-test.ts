// The test fixture of the harness: builds its page once, serves it under the extension's own policy, and opens it.

import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, test as base, chromium, expect, type Page } from '@playwright/test';
import { build } from 'vite';
import manifest from '../../manifest.json' with { type: 'json' };
import type { Observation } from '../../src/observation/observation';
import { findOrInstallChromium } from '../support/browser/find-chromium.mjs';
import type {} from './page/main';

const PAGE_DIR = fileURLToPath(new URL('./page', import.meta.url));
const BUILD_DIR = fileURLToPath(new URL('../../test-results/harness-page', import.meta.url));
const POLICY = manifest.content_security_policy.extension_pages;
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

export type OpenFacts = {
  readonly now?: number;
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  readonly tab?: number | 'none';
  /** What an earlier panel saved. */
  readonly layout?: unknown;
  readonly observations?: readonly Observation[];
};

type TestFixtures = { readonly openPanel: (facts?: OpenFacts) => Promise<Page> };
type WorkerFixtures = { readonly harnessUrl: string; readonly chromium: Browser };

export const test = base.extend<TestFixtures, WorkerFixtures>({
  harnessUrl: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures it needs from the pattern
    async ({}, use) => {
      await build({
        root: PAGE_DIR,
        configFile: false,
        logLevel: 'error',
        base: './',
        build: { outDir: BUILD_DIR, emptyOutDir: true, modulePreload: false },
      });
      const server = createServer(serveFile);
      await listen(server);
      await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/index.html`);
      server.close();
    },
    { scope: 'worker' },
  ],
  chromium: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const browser = await chromium.launch({ executablePath: await findOrInstallChromium(), args: ['--no-sandbox'] });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  openPanel: async ({ harnessUrl, chromium: browser }, use) => {
    const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC' });
    await use(
      async ({
        now = 0,
        theme = 'light',
        width = 1400,
        height = 560,
        tab = 7,
        layout = null,
        observations = [],
      } = {}) => {
        const page = await context.newPage();
        page.on('pageerror', (error) => {
          throw error;
        });
        await page.setViewportSize({ width, height });
        await page.goto(
          `${harnessUrl}?now=${now}&theme=${theme}&tab=${tab}&layout=${encodeURIComponent(JSON.stringify(layout))}`,
        );
        await showObservations(page, observations);
        return page;
      },
    );
    await context.close();
  },
});

/** Hands observations to the worker of the page and waits until the panel has applied them. */
export async function showObservations(page: Page, observations: readonly Observation[]): Promise<void> {
  const panel = page.getByTestId('panel');
  await expect(panel).toHaveAttribute('data-state', 'connected');
  const seq = await page.evaluate((text) => globalThis.harness.observe(JSON.parse(text)), JSON.stringify(observations));
  await expect(panel).toHaveAttribute('data-applied-seq', String(seq));
}

function serveFile(request: { url?: string | undefined }, response: import('node:http').ServerResponse): void {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  readFile(join(BUILD_DIR, path)).then(
    (content) => {
      response.writeHead(200, {
        'content-type': TYPES[extname(path)] ?? 'text/plain',
        'content-security-policy': POLICY,
      });
      response.end(content);
    },
    () => {
      response.writeHead(404);
      response.end();
    },
  );
}

const listen = (server: Server): Promise<void> => new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
