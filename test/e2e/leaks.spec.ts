// No secret passes the door: nothing that the extension keeps, sends between its pages, exports, copies, logs or shows holds
// any part of a token that the provider issued.
import { expect } from '@playwright/test';
import { readGivenAway, recordGivenAway } from '../support/browser/given-away';
import { readPortTraffic, recordPortTraffic } from '../support/browser/port-traffic';
import { recordSaid } from '../support/browser/record-said';
import { readReportText } from '../support/report';
import { findLeaks, listSecretFragments } from '../support/secret-fragments';
import { test as base } from './fixtures';
import type { PanelTab } from './panel-page';

const test = base.extend({
  extension: async ({ extension }, use) => {
    await recordPortTraffic(extension.context);
    await recordGivenAway(extension.context);
    await use(extension);
  },
});

const TABS: readonly PanelTab[] = ['Tokens', 'Refreshes', 'Chains', 'Findings'];

test('keeps every secret out of storage, messages, exports, copies, logs and the panel', async ({
  world,
  app,
  devtools,
  extension,
  panel,
}) => {
  const said = recordSaid(extension.context);
  await app.signIn();
  await app.act('Stop automatic renewal');
  await app.act('Call the API');
  await app.act('Refresh now');
  await app.act('Refresh now');
  await app.act('Call the API');
  await app.act('Send the first refresh token again');
  await app.act('Refresh now');
  await panel.openTab('Findings');
  await expect(panel.finding('refresh-token-reuse-rejected')).toBeVisible();

  const html = devtools.panel.locator('html');
  const shown: Record<string, string> = {};
  for (const tab of TABS) {
    await panel.openTab(tab);
    shown[`the tab ${tab}`] = await html.evaluate((root) => root.outerHTML);
  }
  await panel.openTab('Tokens');
  await panel.tokenRow('AT1').click();
  shown['the detail of AT1'] = await html.evaluate((root) => root.outerHTML);
  await panel.tokenRow('AT1').click({ button: 'right' });
  await panel.root.getByRole('menuitem', { name: 'Copy row' }).click();
  await panel.tokenRow('AT1').click({ button: 'right' });
  await panel.root.getByRole('menuitem', { name: 'Copy header and payload as JSON' }).click();
  await panel.openTab('Refreshes');
  await panel.root.getByRole('button', { name: 'Copy', exact: true }).click();
  for (const form of ['HTML', 'Markdown', 'JSON']) {
    await panel.root.getByRole('button', { name: 'Export' }).click();
    await panel.root.getByRole('button', { name: new RegExp(`^${form}`) }).click();
    await expect(panel.root.getByRole('button', { name: new RegExp(`^${form}`) })).toBeHidden();
  }
  const { copied, exported } = await readGivenAway(html);
  // Nothing at all is logged: there is no place for a secret in it.
  expect(said).toEqual([]);
  const readStorage = (): Promise<string> =>
    html.evaluate(async () => {
      const { session, local, sync } = chrome.storage;
      return JSON.stringify(await Promise.all([session.get(), local.get(), sync.get()]));
    });
  // The archive is written a moment after the events.
  await expect.poll(readStorage).toContain(world.issuer);
  const kept = await readStorage();
  const report = await readReportText(html);
  const traffic = await readPortTraffic(devtools.page);

  // The search itself must work: there were secrets, there was traffic, there was something kept.
  const secrets = world.issuedSecrets();
  // A sign-in brings a code and three tokens, each of the two refreshes three more.
  expect(secrets.length).toBeGreaterThanOrEqual(10);
  expect(findLeaks(secrets.join(' '), listSecretFragments(secrets)).length).toBeGreaterThan(0);
  expect(traffic.length).toBeGreaterThan(0);
  expect(report).toContain('RT1');
  expect([copied.length, exported.length]).toEqual([3, 3]);
  for (const text of exported) expect(text).toContain('RT1');

  const places = {
    ...shown,
    storage: kept,
    report,
    messages: traffic.join('\n'),
    copied: copied.join('\n'),
    exported: exported.join('\n'),
  };
  for (const [place, text] of Object.entries(places)) {
    expect(findLeaks(text, listSecretFragments(secrets)), place).toEqual([]);
  }
});
