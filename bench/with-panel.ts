// The panel's page with its stop-watch, served, and a Chromium to open it in, for as long as a benchmark runs.

import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright';
import { servePanel } from '../test/harness/serve-panel';
import { findOrInstallChromium } from '../test/support/browser/find-chromium.mjs';

const PAGE_DIR = fileURLToPath(new URL('./panel-page', import.meta.url));

export async function withPanel<Result>(use: (browser: Browser, url: string) => Promise<Result>): Promise<Result> {
  const server = await servePanel({ build: 'bench-page', pageDir: PAGE_DIR });
  const browser = await chromium.launch({ executablePath: await findOrInstallChromium(), args: ['--no-sandbox'] });
  try {
    return await use(browser, server.url);
  } finally {
    await browser.close();
    server.close();
  }
}
