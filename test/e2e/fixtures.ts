// What every end-to-end test starts from: a loopback world, a Chromium with the built extension, the app in its first
// tab, and DevTools open on that tab with our panel in front.
import { test as base, expect } from '@playwright/test';
import { type AppPage, createAppPage } from '../support/app-page';
import { type DevtoolsWindow, openDevtools } from '../support/browser/devtools-window';
import { type ExtensionBrowser, launchExtension } from '../support/browser/launch-extension';
import { startWorld, type World, type WorldOptions } from '../support/start-world';
import { createPanelPage, type PanelPage } from './panel-page';

const WINDOW_SIZE = { width: 1200, height: 700 };

export interface EndToEnd {
  worldOptions: WorldOptions;
  world: World;
  extension: ExtensionBrowser;
  app: AppPage;
  devtools: DevtoolsWindow;
  panel: PanelPage;
}

export const test = base.extend<EndToEnd>({
  worldOptions: [{}, { option: true }],
  world: async ({ worldOptions }, use) => {
    const world = await startWorld(worldOptions);
    await use(world);
    await world.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern
  extension: async ({}, use) => {
    const extension = await launchExtension();
    await use(extension);
    await extension.close();
  },
  app: async ({ world, extension: { context } }, use) => {
    const app = createAppPage(context.pages()[0] ?? (await context.newPage()), world);
    await app.open();
    await use(app);
  },
  devtools: async ({ extension: { context, extensionId }, app }, use, testInfo) => {
    const devtools = await openDevtools({ context, inspected: app.page, extensionId });
    await devtools.dock('undocked', WINDOW_SIZE);
    await use(devtools);
    if (testInfo.status !== testInfo.expectedStatus) await devtools.screenshot(testInfo.outputPath('devtools.png'));
  },
  panel: async ({ devtools }, use) => {
    const panel = createPanelPage(devtools);
    await expect(panel.root).toHaveAttribute('data-state', 'connected');
    await use(panel);
  },
});
