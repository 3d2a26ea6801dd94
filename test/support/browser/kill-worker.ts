// Kills the extension's service worker, as the browser does when it is idle or short of memory.
import type { ExtensionBrowser } from './launch-extension';

export async function killWorker(extension: ExtensionBrowser): Promise<void> {
  if (!(await tryToKillWorker(extension))) throw new Error('The extension has no worker running');
}

/** False when there was none. */
export async function tryToKillWorker({ context, extensionId }: ExtensionBrowser): Promise<boolean> {
  const browser = context.browser();
  if (!browser) throw new Error('This context has no browser to ask for the worker');
  const session = await browser.newBrowserCDPSession();
  const { targetInfos } = await session.send('Target.getTargets');
  const worker = targetInfos.find(({ type, url }) => type === 'service_worker' && new URL(url).host === extensionId);
  if (worker !== undefined) await session.send('Target.closeTarget', { targetId: worker.targetId });
  await session.detach();
  return worker !== undefined;
}
