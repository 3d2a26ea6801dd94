// The browser may end the extension's worker at any moment; what the panel knew must still be there, and go on.
import { expect } from '@playwright/test';
import { killWorker } from '../support/browser/kill-worker';
import { test } from './fixtures';

test('goes on with the same chain after the worker was killed', async ({ app, extension, panel }) => {
  await app.signIn();
  await app.act('Stop automatic renewal');
  await app.act('Refresh now');
  await panel.openTab('Chains');
  await expect.poll(() => panel.chainTokens('C1')).toEqual(['RT1', 'RT2']);
  await killWorker(extension);
  await app.act('Refresh now');
  await expect.poll(() => panel.chainTokens('C1')).toEqual(['RT1', 'RT2', 'RT3']);
  await expect(panel.root).toHaveAttribute('data-state', 'connected');
  expect((await panel.report()).chains).toHaveLength(1);
});
