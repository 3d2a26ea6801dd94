// What the user does with an extension in the browser's own settings, on chrome://extensions.
import type { ExtensionBrowser } from './launch-extension';

declare global {
  // biome-ignore lint/style/noNamespace: the types of Chrome's API are made of namespaces
  namespace chrome {
    /** The settings page's own; no extension has it, nor have the types of what extensions have. */
    const developerPrivate: Readonly<Record<string, (...words: unknown[]) => Promise<unknown>>>;
  }
}

/** Withholds access to sites, and gives it back. */
export async function setSiteAccess(extension: ExtensionBrowser, access: 'all' | 'withheld'): Promise<void> {
  const { extensionId } = extension;
  const hostAccess = access === 'all' ? 'ON_ALL_SITES' : 'ON_CLICK';
  await callSettings(extension, [['updateExtensionConfiguration', { extensionId, hostAccess }]]);
}

/** Lets the extension into private windows. The browser loads it anew for that. */
export async function allowInPrivateWindows(extension: ExtensionBrowser): Promise<void> {
  const { extensionId } = extension;
  await loadAnew(extension, ['updateExtensionConfiguration', { extensionId, incognitoAccess: true }]);
}

/** What the round arrow does, and an update: the old instance ends, a new one starts. */
export async function reloadExtension(extension: ExtensionBrowser): Promise<void> {
  await loadAnew(extension, ['reload', extension.extensionId]);
}

type Call = readonly [method: string, ...words: unknown[]];

async function loadAnew(extension: ExtensionBrowser, call: Call): Promise<void> {
  const started = extension.context.waitForEvent('serviceworker');
  // Without developer mode an unpacked extension stays off once it was unloaded.
  await callSettings(extension, [['updateProfileConfiguration', { inDeveloperMode: true }], call]);
  await started;
}

async function callSettings({ context }: ExtensionBrowser, calls: readonly Call[]): Promise<void> {
  const settings = await context.newPage();
  await settings.goto('chrome://extensions');
  await settings.evaluate(async (wanted) => {
    for (const [method, ...words] of wanted) {
      const call = chrome.developerPrivate[method];
      if (call === undefined) throw new Error(`chrome.developerPrivate has no ${method}`);
      await call(...words);
    }
  }, calls);
  await settings.close();
}
