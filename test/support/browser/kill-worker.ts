// Kills the extension's service worker, as the browser does when it is idle or short of memory.
import { expect } from '@playwright/test';
import type { ExtensionBrowser } from './launch-extension';

type Windows = 'normal' | 'private';

/** `windows`: those that the worker serves. It may still be starting: a panel notices late that its worker is gone. */
export async function killWorker(extension: ExtensionBrowser, windows: Windows = 'normal'): Promise<void> {
  await expect.poll(() => tryToKillWorker(extension, windows), { message: 'there is a worker to kill' }).toBe(true);
}

/** False when there was none. */
export async function tryToKillWorker(
  { context, extensionId }: ExtensionBrowser,
  windows: Windows = 'normal',
): Promise<boolean> {
  const browser = context.browser();
  if (!browser) throw new Error('This context has no browser to ask for the worker');
  const session = await browser.newBrowserCDPSession();
  const [{ targetInfos }, { defaultBrowserContextId }] = await Promise.all([
    session.send('Target.getTargets'),
    session.send('Target.getBrowserContexts'),
  ]);
  const worker = targetInfos.find(
    ({ type, url, browserContextId }) =>
      type === 'service_worker' &&
      new URL(url).host === extensionId &&
      (browserContextId === defaultBrowserContextId) === (windows === 'normal'),
  );
  if (worker !== undefined) await session.send('Target.closeTarget', { targetId: worker.targetId });
  await session.detach();
  return worker !== undefined;
}
