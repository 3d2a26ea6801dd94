// Firefox's own DevTools on a tab, with our panel in front. WebDriver does not reach into it: the browser's window does.
import { expect } from '@playwright/test';
import type { ActInWindow } from './firefox-window';

export interface FirefoxToolbox {
  /** The text of the panel's element of this test id; empty while it is not there. */
  readText(testId: string): Promise<string>;
  /** The colour theme that the panel draws itself in. */
  readTheme(): Promise<string>;
  /** Clicks the first element of the panel that begins with this text, as the user does. */
  click(text: string): Promise<void>;
  close(): Promise<void>;
}

/** `address`: how that of the tab begins. */
export async function openFirefoxToolbox(act: ActInWindow, address: string): Promise<FirefoxToolbox> {
  const find = `
    const { require } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
    const { gDevTools } = require('devtools/client/framework/devtools');
    const tab = gBrowser.tabs.find((one) => one.linkedBrowser.currentURI.spec.startsWith(${JSON.stringify(address)}));`;
  await act(`${find} await gDevTools.showToolboxForTab(tab, { toolId: 'webconsole' });`);
  // Our devtools page adds its panel once it has loaded; nothing tells of that.
  await expect
    .poll(() => act(`${find} return gDevTools.getToolboxForTab(tab).getAdditionalTools().length;`), {
      message: 'the devtools page adds its panel',
    })
    .toBe(1);
  await act(`${find}
    const toolbox = gDevTools.getToolboxForTab(tab);
    await toolbox.selectTool(toolbox.getAdditionalTools()[0].id);`);
  const findPanel = `${find}
    const frame = gDevTools.getToolboxForTab(tab).doc.querySelector('iframe[id*="webext-devtools-panel"]');
    const panel = frame?.contentDocument.querySelector('browser');`;
  // Until then its process may still be another, and who asks there never hears back.
  await expect
    .poll(() => act(`${findPanel} return panel?.currentURI?.spec ?? '';`), { message: 'the panel is loaded' })
    .toContain('/panel.html');

  /** Runs the body of a function in the panel's process; `content` is the panel's window. */
  const actInPanel = (body: string): Promise<unknown> => {
    const script = `sendAsyncMessage('told', (() => { ${body} })());`;
    return act(`${findPanel}
      const { messageManager } = panel;
      return new Promise((resolve) => {
        messageManager.addMessageListener('told', function hear({ data }) {
          messageManager.removeMessageListener('told', hear);
          resolve(data);
        });
        messageManager.loadFrameScript('data:text/javascript,' + ${JSON.stringify(encodeURIComponent(script))}, false);
      });`);
  };

  return {
    readText: async (testId) =>
      String(
        await actInPanel(`return content.document.querySelector('[data-testid="${testId}"]')?.textContent ?? '';`),
      ),
    readTheme: async () => String(await actInPanel('return content.document.documentElement.dataset.theme;')),
    async click(text) {
      const isThere = await actInPanel(`
        const starts = (one) => one.textContent.trim().startsWith(${JSON.stringify(text)});
        const found = [...content.document.querySelectorAll('button, [role="tab"], [role="menuitem"]')].find(starts);
        content.document.notifyUserGestureActivation();
        found?.click();
        return found !== undefined;`);
      if (isThere !== true) throw new Error(`the panel shows nothing to click that begins with "${text}"`);
    },
    close: async () => void (await act(`${find} await gDevTools.getToolboxForTab(tab).destroy();`)),
  };
}
