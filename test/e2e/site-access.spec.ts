// With less permission: the panel works from DevTools alone, says so, and goes on with all when it is granted again.
import { expect, type Locator } from '@playwright/test';
import { setSiteAccess } from '../support/browser/extension-settings';
import { test as base } from './fixtures';

interface AccessRequest {
  readonly wanted: unknown;
  /** `asking` while the browser's question is open. */
  outcome: string;
}

const test = base.extend({
  extension: async ({ extension }, use) => {
    // The browser's own question is no page and cannot be answered from here: the panel's side of it is recorded.
    await extension.context.addInitScript(() => {
      if (location.protocol !== 'chrome-extension:') return;
      const requests: AccessRequest[] = [];
      Object.assign(globalThis, { accessRequests: requests });
      // Chromium has both names, and they share some objects.
      const apis = ['chrome', 'browser'].map((name) => Reflect.get(globalThis, name)).filter(Boolean);
      for (const permissions of new Set<typeof chrome.permissions>(apis.map((api) => api.permissions))) {
        const ask = permissions.request.bind(permissions);
        Object.assign(permissions, {
          request(wanted: chrome.permissions.Permissions) {
            const request: AccessRequest = { wanted, outcome: 'asking' };
            requests.push(request);
            const answer = ask(wanted);
            answer.then(
              (isGranted) => {
                request.outcome = isGranted ? 'granted' : 'refused';
              },
              (error: unknown) => {
                request.outcome = String(error);
              },
            );
            return answer;
          },
        });
      }
    });
    await use(extension);
  },
});

const readRequests = (panel: Locator): Promise<AccessRequest[]> =>
  panel.evaluate((): AccessRequest[] => Reflect.get(globalThis, 'accessRequests'));

test('works from DevTools alone while site access is withheld, and sees all again once it is granted', async ({
  app,
  extension,
  panel,
}) => {
  await setSiteAccess(extension, 'withheld');
  await expect(panel.statusBar).toContainText('Watching this tab only');
  await app.signIn();
  await app.act('Stop automatic renewal');
  await expect(panel.tokenRow('AT1')).toBeVisible();
  await app.act('Refresh now');
  await panel.openTab('Chains');
  await expect.poll(() => panel.chainTokens('C1')).toEqual(['RT1', 'RT2']);

  await setSiteAccess(extension, 'all');
  await expect(panel.statusBar).toContainText('Watching all tabs');
  await expect(panel.statusBar).toContainText('1 gap');
  await app.act('Race two tabs');
  // Of the race, the other tab's half comes by webRequest only: the listeners work again without a reload.
  await expect.poll(async () => (await panel.report()).refreshes.length).toBe(3);
});

test('offers to ask for the access that was taken away while it ran', async ({ app, extension, panel }) => {
  await app.signIn();
  await expect(panel.statusBar).toContainText('Watching all tabs');
  await setSiteAccess(extension, 'withheld');
  await expect(panel.statusBar).toContainText('Watching this tab only');
  await panel.root.getByRole('button', { name: 'Allow on all sites' }).click();
  await setSiteAccess(extension, 'all');
  await expect(panel.statusBar).toContainText('Watching all tabs');
  await expect(panel.root.getByTestId('banner')).toHaveCount(0);
  // The click counted as the user's: without one the browser refuses at once.
  expect(await readRequests(panel.root)).toEqual([
    { wanted: { origins: ['<all_urls>'] }, outcome: expect.stringMatching(/^(asking|granted)$/) },
  ]);
});
