// The extension is loaded anew under an open panel, as an update does it.
import { expect } from '@playwright/test';
import { openDevtools } from '../support/browser/devtools-window';
import { reloadExtension } from '../support/browser/extension-settings';
import { recordSaid } from '../support/browser/record-said';
import { test } from './fixtures';
import { createPanelPage } from './panel-page';

test('no panel of the version before goes on as if it watched, and a new one starts with fresh state', async ({
  app,
  devtools,
  extension,
  panel,
}) => {
  const said = recordSaid(extension.context);
  await app.signIn();
  await app.act('Stop automatic renewal');
  await expect(panel.tokenRow('AT1')).toBeVisible();

  await reloadExtension(extension);
  // Chromium closes a DevTools window whose extension ends; where it stays, the panel has to say what happened.
  const readState = async (): Promise<string | null> =>
    devtools.page.isClosed() ? 'closed' : panel.root.getAttribute('data-state');
  await expect.poll(readState).toMatch(/^(closed|outdated)$/);

  const again = await openDevtools({ ...extension, inspected: app.page });
  const next = createPanelPage(again);
  await expect(next.root).toHaveAttribute('data-state', 'connected');
  await expect(again.panel.getByRole('grid', { name: 'Tokens' })).toContainText('Nothing is kept on disk');
  await app.act('Refresh now');
  await next.openTab('Chains');
  await expect.poll(() => next.chainTokens('C1')).toEqual(['RT1', 'RT2']);
  expect((await next.report()).refreshes).toHaveLength(1);
  await expect(next.statusBar).toContainText('0 faults');
  expect(said).toEqual([]);
});
