// Withholds site access from the extension and gives it back, as the user does in Chrome's menu or settings.
import type { ExtensionBrowser } from './launch-extension';

interface DeveloperPrivate {
  updateExtensionConfiguration(change: { extensionId: string; hostAccess: 'ON_CLICK' | 'ON_ALL_SITES' }): Promise<void>;
}

export async function setSiteAccess(
  { context, extensionId }: ExtensionBrowser,
  access: 'all' | 'withheld',
): Promise<void> {
  const settings = await context.newPage();
  await settings.goto('chrome://extensions');
  await settings.evaluate(
    async (change) => {
      const { developerPrivate } = globalThis.chrome as unknown as { developerPrivate: DeveloperPrivate };
      await developerPrivate.updateExtensionConfiguration(change);
    },
    { extensionId, hostAccess: access === 'all' ? ('ON_ALL_SITES' as const) : ('ON_CLICK' as const) },
  );
  await settings.close();
}
