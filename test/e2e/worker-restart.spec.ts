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

test('remembers what was muted after the worker was killed, and marks it in the report', async ({
  app,
  extension,
  panel,
}) => {
  await app.signIn();
  await app.act('Stop automatic renewal');
  await panel.openTab('Findings');
  const finding = panel.root.getByTestId('finding').first();
  const rule = await finding.getAttribute('data-rule');
  await finding.getByRole('button').first().click();
  await finding.getByRole('button', { name: 'Mute this rule' }).click();
  const muted = panel.root.getByRole('region', { name: 'Muted' });
  await expect(muted).toBeVisible();
  await killWorker(extension);
  await app.act('Refresh now');
  await expect(panel.root).toHaveAttribute('data-state', 'connected');
  await expect(muted).toBeVisible();
  const found = (await panel.report()).findings.filter((one) => one.rule === rule);
  expect(found).not.toEqual([]);
  expect(found.map(({ mutedBy }) => mutedBy)).toEqual(found.map(() => 'rule'));
});
