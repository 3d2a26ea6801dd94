// A real provider and a real client library in Firefox, its DevTools on the panel: rotation, a replay, the end of a family,
// and no secret kept.
import { expect } from '@playwright/test';
import type { Page } from 'puppeteer-core';
import type { AppAction } from '../support/app-page';
import { findLeaks, listSecretFragments } from '../support/secret-fragments';
import { startWorld } from '../support/start-world';
import { readReport, test } from './fixtures';

const click = (page: Page, name: string): Promise<void> => page.locator(`button ::-p-text(${name})`).click();

/** An attribute of the app; while the tab goes from page to page, the driver's error. */
const readApp = (page: Page, name: string): Promise<string | null> =>
  page.$eval('#app', (app, attribute) => app.getAttribute(attribute), name).catch(String);

async function act(page: Page, action: AppAction): Promise<string | null> {
  const before = Number(await readApp(page, 'data-actions'));
  await click(page, action);
  await expect.poll(() => readApp(page, 'data-actions')).toBe(String(before + 1));
  return readApp(page, 'data-last-outcome');
}

test('tells a chain, a replay and what the provider did about it', async ({ firefox }) => {
  const world = await startWorld();
  const own = await firefox.openOwnPage();
  const page = await firefox.browser.newPage();
  await page.goto(world.appOrigin);
  const toolbox = await firefox.openToolbox(world.appOrigin);
  await expect.poll(() => toolbox.readText('status-bar')).toContain('Answer bodies: this tab');

  await click(page, 'Sign in');
  await click(page, 'Continue as Ada');
  await expect.poll(() => readApp(page, 'data-session')).toBe('signed-in');
  await act(page, 'Stop automatic renewal');
  expect(await act(page, 'Refresh now')).toBe('refreshed');
  expect(await act(page, 'Refresh now')).toBe('refreshed');
  expect(await act(page, 'Send the first refresh token again')).toBe('refused (invalid_grant)');
  expect(await act(page, 'Refresh now')).toBe('refused (invalid_grant)');

  await expect.poll(async () => (await readReport(own)).chains.map(({ state }) => state)).toEqual(['revoked']);
  const { chains, findings, refreshes } = await readReport(own);
  expect(chains[0]?.edges.map(({ from, to, evidence }) => [from, to, evidence])).toEqual([
    ['RT1', 'RT2', 'E1'],
    ['RT2', 'RT3', 'E1'],
  ]);
  expect(refreshes.map(({ outcome }) => outcome)).toEqual([
    'success',
    'success',
    'failure.terminal',
    'failure.terminal',
  ]);
  const rules = findings.map(({ rule }) => rule);
  expect(rules).toContain('refresh-token-reuse-rejected');
  expect(rules).toContain('family-revoked');

  const stored = await own.evaluate(async () =>
    JSON.stringify([await chrome.storage.session.get(null), await chrome.storage.local.get(null)]),
  );
  expect(stored).toContain(world.issuer);
  const secrets = listSecretFragments(world.issuedSecrets());
  expect(secrets.length).toBeGreaterThan(10);
  expect(findLeaks(stored + JSON.stringify(await readReport(own)), secrets)).toEqual([]);

  await toolbox.click('Chains');
  await expect.poll(() => toolbox.readText('chain')).toContain('RT1');
  await toolbox.click('Findings');
  await expect.poll(() => toolbox.readText('panel')).toContain('RT1');
  await world.close();
});
