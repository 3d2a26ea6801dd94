// The one module that drives the real DevTools window: opens it for a page, shows our panel in it, docks it, paints it
// light or dark, takes its picture. It leans on DevTools' own modules, which no one promises to keep.
import { type BrowserContext, expect, type FrameLocator, type Page } from '@playwright/test';

export type DockSide = 'undocked' | 'bottom' | 'right';
export type DevtoolsTheme = 'light' | 'dark';

export interface DevtoolsWindow {
  /** The DevTools user interface itself, as a page. */
  readonly page: Page;
  /** The document of our panel inside it. */
  readonly panel: FrameLocator;
  dock(side: DockSide, size: { width: number; height: number }): Promise<void>;
  setTheme(theme: DevtoolsTheme): Promise<void>;
  screenshot(path: string): Promise<void>;
}

export interface OpenDevtoolsInput {
  readonly context: BrowserContext;
  readonly inspected: Page;
  readonly extensionId: string;
}

const PANEL_TITLE = 'Tokens';
const PANEL_FRAME = 'iframe[src*="panel.html"]';

export async function openDevtools({ context, inspected, extensionId }: OpenDevtoolsInput): Promise<DevtoolsWindow> {
  const page = await openDevtoolsPage(context, inspected);
  await showPanel(page, extensionId);
  return {
    page,
    panel: page.frameLocator(PANEL_FRAME),
    async dock(side, size) {
      await page.evaluate(async (dockSide) => {
        const ui = await import(/* @vite-ignore */ './ui/legacy/legacy.js' as string);
        ui.DockController.DockController.instance().setDockSide(dockSide);
      }, side);
      await page.setViewportSize(size);
    },
    async setTheme(theme) {
      await page.emulateMedia({ colorScheme: theme });
      await page.evaluate(
        async (name) => {
          const common = await import(/* @vite-ignore */ './core/common/common.js' as string);
          common.Settings.Settings.instance().moduleSetting('ui-theme').set(name);
        },
        theme === 'dark' ? 'dark' : 'default',
      );
    },
    async screenshot(path) {
      await page.screenshot({ path });
    },
  };
}

/** Opens DevTools for this page only. (`--auto-open-devtools-for-tabs` would open one for every tab.) */
async function openDevtoolsPage(context: BrowserContext, inspected: Page): Promise<Page> {
  const browser = context.browser();
  if (!browser) throw new Error('This context has no browser to ask for DevTools');
  const targetId = await targetIdOf(context, inspected);
  const opened = context.waitForEvent('page', (page) => page.url().startsWith('devtools://'));
  const session = await browser.newBrowserCDPSession();
  await session.send('Target.openDevTools', { targetId });
  await session.detach();
  return opened;
}

async function targetIdOf(context: BrowserContext, page: Page): Promise<string> {
  const session = await context.newCDPSession(page);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  await session.detach();
  return targetInfo.targetId;
}

/** DevTools takes a moment to boot, and extensions add their panels later still: ask until the panel is there. */
async function showPanel(page: Page, extensionId: string): Promise<void> {
  await expect(() => page.evaluate(showPanelTab, nameTab(extensionId))).toPass({ intervals: [50], timeout: 15_000 });
}

/** The id of our panel's tab in DevTools. */
export const nameTab = (extensionId: string): string => `chrome-extension://${extensionId}${PANEL_TITLE}`;

/** Runs inside the DevTools page; throws as long as that has no such tab. */
export async function showPanelTab(wanted: string): Promise<void> {
  const ui = await import(/* @vite-ignore */ './ui/legacy/legacy.js' as string);
  const view = ui.InspectorView.InspectorView.instance();
  const tabs: { id: string }[] = view.tabbedPane.tabs;
  if (!tabs.some(({ id }) => id === wanted)) throw new Error(`DevTools has no panel ${wanted} yet`);
  await view.showPanel(wanted);
}
