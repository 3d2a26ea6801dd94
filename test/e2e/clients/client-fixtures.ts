// What the test of every client starts from: its world, a Chromium with the built extension, its page in the first
// tab, and DevTools open on that tab with our panel in front.
import { test as base, expect } from '@playwright/test';
import { type DevtoolsWindow, openDevtools } from '../../support/browser/devtools-window';
import { type ExtensionBrowser, launchExtension } from '../../support/browser/launch-extension';
import { type ClientPage, createClientPage } from '../../support/clients/client-page';
import type { ClientWorld } from '../../support/clients/client-world';
import { createPanelPage, type PanelPage } from '../panel-page';

export interface ClientFixtures {
  world: ClientWorld;
  extension: ExtensionBrowser;
  client: ClientPage;
  devtools: DevtoolsWindow;
  panel: PanelPage;
}

/** The kind of test function that `test` of Playwright is, in the world that `start` makes. */
export const testClient = (start: () => Promise<ClientWorld>) =>
  base.extend<ClientFixtures>({
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern
    world: async ({}, use) => {
      const world = await start();
      await use(world);
      await world.close();
    },
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern
    extension: async ({}, use) => {
      const extension = await launchExtension();
      await use(extension);
      await extension.close();
    },
    client: async ({ world, extension: { context } }, use) => {
      const client = createClientPage(context.pages()[0] ?? (await context.newPage()), world.appOrigin);
      await client.open();
      await use(client);
    },
    devtools: async ({ extension: { context, extensionId }, client }, use, testInfo) => {
      const devtools = await openDevtools({ context, inspected: client.page, extensionId });
      await devtools.dock('undocked', { width: 1200, height: 700 });
      await use(devtools);
      if (testInfo.status !== testInfo.expectedStatus) await devtools.screenshot(testInfo.outputPath('devtools.png'));
    },
    panel: async ({ devtools }, use) => {
      const panel = createPanelPage(devtools);
      await expect(panel.root).toHaveAttribute('data-state', 'connected');
      await use(panel);
    },
  });
