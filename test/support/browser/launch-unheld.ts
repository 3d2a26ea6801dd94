// Starts Chromium with the built extension and lets go of its worker: Playwright keeps its debugger on every worker, and a
// worker with a debugger on it is never stopped for being idle. Puppeteer detaches from workers as soon as it has met them.
import { expect } from '@playwright/test';
import { type Browser, type Frame, launch, type Page } from 'puppeteer-core';
import { parseReport, type Report } from '../report';
import { nameTab, showPanelTab } from './devtools-window';
import { NO_POPUPS_FLAG } from './disabled-features';
import { findChromium, NO_CHROMIUM } from './find-chromium.mjs';
import { BUILT_EXTENSION } from './launch-extension';

export interface UnheldBrowser {
  readonly browser: Browser;
  /** Of the worker that runs now; undefined while none does. */
  findWorkerId(): Promise<string | undefined>;
  /** The panel's page in a tab of its own. */
  openOwnPage(): Promise<Page>;
  /** Opens DevTools on a tab, with our panel in front. */
  openPanel(tab: Page): Promise<Frame>;
  askForReport(): Promise<Report>;
  close(): Promise<void>;
}

/** What the worker tells a page of the extension, which may stand behind another. */
export async function readReportOn(ownPage: Page): Promise<Report> {
  const text = await ownPage.evaluate(async () =>
    JSON.stringify(await chrome.runtime.sendMessage({ kind: 'get-report' })),
  );
  return parseReport(text);
}

export async function launchUnheld(): Promise<UnheldBrowser> {
  const executablePath = await findChromium();
  if (executablePath === undefined) throw new Error(NO_CHROMIUM);
  const browser = await launch({
    executablePath,
    headless: true,
    handleDevToolsAsPage: true,
    enableExtensions: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-component-update',
      NO_POPUPS_FLAG,
      `--disable-extensions-except=${BUILT_EXTENSION}`,
      `--load-extension=${BUILT_EXTENSION}`,
    ],
  });
  const session = await browser.target().createCDPSession();
  const findWorker = async () => {
    const { targetInfos } = await session.send('Target.getTargets');
    return targetInfos.find(({ type, url }) => type === 'service_worker' && url.endsWith('/service-worker-loader.js'));
  };
  const first = await browser.waitForTarget((target) => target.url().endsWith('/service-worker-loader.js'));
  const ownPage = new URL('/src/entry/panel.html', first.url()).href;

  async function openOwnPage(): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(ownPage);
    return page;
  }

  return {
    browser,
    findWorkerId: async () => (await findWorker())?.targetId,
    openOwnPage,
    async openPanel(tab) {
      const devtools = await tab.openDevTools();
      const name = nameTab(new URL(ownPage).host);
      await expect(() => devtools.evaluate(showPanelTab, name)).toPass({ intervals: [50], timeout: 15_000 });
      return devtools.waitForFrame((frame) => frame.url() === ownPage);
    },
    async askForReport() {
      const page = await openOwnPage();
      const report = await readReportOn(page);
      await page.close();
      return report;
    },
    close: () => browser.close(),
  };
}
