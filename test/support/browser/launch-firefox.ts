// Starts Firefox with the built extension, over WebDriver BiDi: Playwright's Firefox takes no extensions.
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import { type Browser, ElementHandle, launch, type Page } from 'puppeteer-core';
import { findFirefox, NO_FIREFOX } from './find-firefox.mjs';
import { type FirefoxToolbox, openFirefoxToolbox } from './firefox-toolbox';
import { createActInWindow } from './firefox-window';

const BUILT_EXTENSION = fileURLToPath(new URL('../../../dist/firefox', import.meta.url));
/** As in manifest.json. */
const EXTENSION_ID = 'token-lifeline@token-lifeline.dev';
/** Firefox makes up the host of an extension's pages; a preference can say it beforehand. */
const HOST = '7f1f5c1e-6a52-4c1e-9f0e-5d6a3c2b1a00';
const OWN_PAGE = `moz-extension://${HOST}/src/entry/panel.html`;

export interface FirefoxBrowser {
  readonly browser: Browser;
  /** The panel's page in a tab of its own. */
  openOwnPage(): Promise<Page>;
  /** Firefox's DevTools on the tab whose address begins so, with our panel in front. */
  openToolbox(address: string): Promise<FirefoxToolbox>;
  /** As on about:config. */
  setPreferences(preferences: Readonly<Record<string, string | number>>): Promise<void>;
  /** Until Firefox stops the background because it has had nothing to do. */
  waitForIdleStop(): Promise<void>;
  /** Gives access to all sites back, as the switch on the extension's permission tab does. */
  grantAllSites(): Promise<void>;
  /** As the choice on the page of the extension does. Its pages are closed by that. */
  allowInPrivateWindows(): Promise<void>;
  /** Opens a private window at this address. */
  openPrivatePage(address: string): Promise<Page>;
  close(): Promise<void>;
}

export async function launchFirefox(): Promise<FirefoxBrowser> {
  const executablePath = findFirefox();
  if (executablePath === undefined) throw new Error(NO_FIREFOX);
  const browser = await launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    // For what the user does in the browser's own windows.
    args: ['-remote-allow-system-access'],
    extraPrefsFirefox: { 'extensions.webextensions.uuids': JSON.stringify({ [EXTENSION_ID]: HOST }) },
  });
  await browser.installExtension(BUILT_EXTENSION);
  const actInWindow = createActInWindow(browser);

  /** The same, with the extension at hand. */
  const act = (body: string): Promise<unknown> =>
    actInWindow(`
      const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
      const id = ${JSON.stringify(EXTENSION_ID)};
      const { extension } = WebExtensionPolicy.getByID(id);
      ${body}`);

  return {
    browser,
    async openOwnPage() {
      const page = await browser.newPage();
      // Firefox does not tell when such a page has loaded, and who asks between two documents gets an error.
      page.goto(OWN_PAGE).catch(() => undefined);
      await expect.poll(() => page.$('[data-testid="panel"]').catch(String)).toBeInstanceOf(ElementHandle);
      return page;
    },
    openToolbox: (address) => openFirefoxToolbox(actInWindow, address),
    async setPreferences(preferences) {
      await actInWindow(`for (const [name, value] of Object.entries(${JSON.stringify(preferences)}))
        (typeof value === 'number' ? Services.prefs.setIntPref : Services.prefs.setStringPref)(name, value);`);
    },
    async waitForIdleStop() {
      await act(`await new Promise((resolve) => extension.once('background-script-suspend', resolve));`);
    },
    async grantAllSites() {
      await act(`await ExtensionPermissions.add(id, { permissions: [], origins: ['<all_urls>'] }, extension);`);
    },
    async allowInPrivateWindows() {
      await act(`const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
        await ExtensionPermissions.add(id, { permissions: ['internal:privateBrowsingAllowed'], origins: [] }, extension);
        await (await AddonManager.getAddonByID(id)).reload();`);
    },
    async openPrivatePage(address) {
      await actInWindow(`const hidden = OpenBrowserWindow({ private: true });
        await new Promise((resolve) => hidden.addEventListener('load', resolve, { once: true }));
        await hidden.delayedStartupPromise;
        hidden.gBrowser.selectedBrowser.loadURI(Services.io.newURI(${JSON.stringify(address)}), {
          triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal(),
        });`);
      const target = await browser.waitForTarget((candidate) => candidate.url().startsWith(address));
      const page = await target.page();
      if (page === null) throw new Error('Firefox shows no page in its private window');
      await page.waitForFunction(
        (at) => location.href.startsWith(at) && document.readyState === 'complete',
        {},
        address,
      );
      return page;
    },
    close: () => browser.close(),
  };
}
