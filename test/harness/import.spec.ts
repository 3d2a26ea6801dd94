// A file in place of the live session: marked as such, standing still, and one click from live. The worker is the real one;
// where a test must stop in the middle of a reading, the reading is scripted.

import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { CROSSED_LOOKS, expectNoFault, LOOKS, listFaults } from './accessibility';
import { test } from './panel-test';
import { SHOP_NOW, tellShopStory } from './story/shop-story';

const LIVE = { now: SHOP_NOW, observations: tellShopStory() };
const readCase = (name: string): Buffer => readFileSync(new URL(`../conformance/cases/${name}.har`, import.meta.url));

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel('File to import').setInputFiles({ name, mimeType: 'application/json', buffer });
}

const importCase = (page: Page, name: string): Promise<void> => choose(page, `${name}.har`, readCase(name));

test('a HAR file is shown in the same views, and the live session stays as it was', async ({ openPanel }) => {
  const page = await openPanel(LIVE);
  await page.getByRole('tab', { name: 'Refreshes' }).click();
  const newest = page.getByTestId('refresh-row').first();
  const liveNewest = (await newest.textContent()) ?? '';
  const grid = page.getByRole('grid', { name: 'Refreshes' });
  const liveCount = (await grid.getAttribute('aria-rowcount')) ?? '';
  expect(Number(liveCount)).toBeGreaterThan(1);

  await importCase(page, 'S05-reuse-refused');
  const strip = page.getByTestId('imported');
  await expect(strip).toContainText('Imported: S05-reuse-refused.har');
  await expect(strip).toContainText(/\d\d:\d\d:\d\d\u2013\d\d:\d\d:\d\d/);
  await page.getByRole('tab', { name: 'Findings' }).click();
  await expect(page.locator('[data-testid=finding][data-rule=refresh-token-reuse-rejected]')).toBeVisible();
  await page.getByRole('tab', { name: 'Tokens' }).click();
  const rows = await page.getByTestId('token-row').allTextContents();
  expect(rows.length).toBeGreaterThan(0);
  await expect(page.getByRole('button', { name: 'Pause' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Clear' })).toHaveCount(0);

  // The world goes on; the log does not.
  await page.evaluate(() => globalThis.harness.passSeconds(90));
  expect(await page.getByTestId('token-row').allTextContents()).toEqual(rows);

  await strip.getByRole('button', { name: 'Back to live' }).click();
  await expect(strip).toHaveCount(0);
  await expect(page.getByRole('tab', { name: 'Refreshes' })).toHaveAttribute('aria-selected', 'true');
  await expect(newest).toHaveText(liveNewest);
  await expect(grid).toHaveAttribute('aria-rowcount', liveCount);
});

test('a dropped file is read like a chosen one', async ({ openPanel }) => {
  const page = await openPanel();
  const drag = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'dropped.har'));
    return transfer;
  }, readCase('S01-clean-pair').toString());
  await page.dispatchEvent('body', 'dragover', { dataTransfer: drag });
  await expect(page.getByText('Drop a HAR file or a report')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: drag });
  await expect(page.getByTestId('imported')).toContainText('dropped.har');
  await expect(page.getByText('Drop a HAR file or a report')).toHaveCount(0);
});

for (const [name, text, words] of [
  ['empty.har', '', 'is empty'],
  ['notes.txt', 'buy milk', 'is not JSON'],
  ['half.har', readCase('S01-clean-pair').toString().slice(0, 5000), 'is cut off'],
  ['package.json', '{"name":"shop"}', 'is JSON, but neither a HAR file'],
] as const) {
  test(`${name} is refused: ${words}`, async ({ openPanel }) => {
    const page = await openPanel(LIVE);
    await choose(page, name, Buffer.from(text));
    const refusal = page.getByTestId('import-refused');
    await expect(refusal).toContainText(`${name} ${words}`);
    await expect(page.getByTestId('imported')).toHaveCount(0);
    await expect(page.getByTestId('token-row').first()).toBeVisible();
    await refusal.getByRole('button', { name: 'Dismiss' }).click();
    await expect(refusal).toHaveCount(0);
  });
}

test('an exported report is shown again, and says what it does not hold', async ({ openPanel }) => {
  const page = await openPanel(LIVE);
  const findings = await page.getByRole('tab', { name: 'Findings' }).getAttribute('aria-description');
  const report = await page.evaluate(() => JSON.stringify(globalThis.harness.writeReport()));
  await choose(page, 'report.json', Buffer.from(report));
  await expect(page.getByTestId('imported')).toContainText('A report holds no claims');
  await expect(page.getByRole('tab', { name: 'Findings' })).toHaveAttribute('aria-description', findings ?? '');
  for (const view of ['Refreshes', 'Chains', 'Findings', 'Tokens']) {
    await page.getByRole('tab', { name: view }).click();
    await expect(page.getByRole('tabpanel', { name: view })).not.toBeEmpty();
  }
  await page.getByTestId('token-row').first().click();
  await expect(page.getByTestId('detail')).toBeVisible();
  await expect(page.getByTestId('detail')).toContainText('Not in the report');
  expect(await listFaults(page)).toEqual([]);
  await page
    .getByTestId('token-row')
    .nth(1)
    .click({ modifiers: ['Control'] });
  await expect(page.getByTestId('detail')).toContainText('compared with');
  await expect(page.getByTestId('detail')).toContainText('Not in the report');
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('combobox', { name: 'Session limits' })).toBeDisabled();
});

test('a report of a later version is refused', async ({ openPanel }) => {
  const page = await openPanel();
  await choose(page, 'later.json', Buffer.from('{"version":2,"generator":{"name":"token-lifeline"},"source":{}}'));
  await expect(page.getByTestId('import-refused')).toContainText('newer version');
});

test('damaged entries are counted, the others shown', async ({ openPanel }) => {
  const page = await openPanel();
  const har: { log: { entries: unknown[] } } = JSON.parse(readCase('S01-clean-pair').toString());
  har.log.entries.push({ startedDateTime: 'yesterday' }, null);
  await choose(page, 'dented.har', Buffer.from(JSON.stringify(har)));
  await expect(page.getByTestId('imported')).toContainText('2 damaged entries left out');
  await expect(page.getByTestId('token-row').first()).toBeVisible();
});

test('a long reading shows how far it is, can be given up, and lets the panel work', async ({ openPanel }) => {
  const page = await openPanel({ ...LIVE, isImportScripted: true });
  await choose(page, 'long.har', Buffer.from('{}'));
  const strip = page.getByTestId('import-reading');
  await expect(strip).toContainText('Reading long.har');
  await page.evaluate(() => globalThis.harness.imports[0]?.onProgress({ done: 12_400_000, total: 31_000_000 }));
  await expect(strip).toContainText('13 of 31 MB');
  await expect(strip.getByRole('progressbar')).toHaveAttribute('value', '12400000');
  await page.getByRole('tab', { name: 'Chains' }).click();
  await expect(page.getByTestId('chain').first()).toBeVisible();
  await strip.getByRole('button', { name: 'Cancel' }).click();
  await expect(strip).toHaveCount(0);
  expect(await page.evaluate(() => globalThis.harness.imports[0]?.isEnded)).toBe(true);
});

test('another file takes the place of the one that is being read', async ({ openPanel }) => {
  const page = await openPanel({ ...LIVE, isImportScripted: true });
  await choose(page, 'first.har', Buffer.from('{}'));
  await choose(page, 'second.har', Buffer.from('{}'));
  await expect(page.getByTestId('import-reading')).toContainText('second.har');
  expect(await page.evaluate(() => globalThis.harness.imports.map(({ isEnded }) => isEnded))).toEqual([true, false]);
});

test('the key i opens the file chooser', async ({ openPanel }) => {
  const page = await openPanel();
  const chooser = page.getByLabel('File to import');
  // The browser's own chooser stays closed: whether it can be intercepted in time is a race.
  await chooser.evaluate((input) =>
    input.addEventListener('click', (event) => {
      event.preventDefault();
      input.dataset['asked'] = String(navigator.userActivation.isActive);
    }),
  );
  await page.keyboard.press('i');
  await expect(chooser).toHaveAttribute('data-asked', 'true');
  await choose(page, 'S02.har', readCase('S02-reactive'));
  await expect(page.getByTestId('imported')).toContainText('S02.har');
  await expect(page.getByTestId('imported')).toBeFocused();
});

test('no accessibility fault while a file is read, when it is refused, and when it is shown', async ({ openPanel }) => {
  const page = await openPanel({ ...LIVE, isImportScripted: true });
  const looks = [...LOOKS, ...CROSSED_LOOKS];
  await choose(page, 'long.har', Buffer.from('{}'));
  await page.evaluate(() => globalThis.harness.imports[0]?.onProgress({ done: 10_000_000, total: 30_000_000 }));
  await expect(page.getByTestId('import-reading')).toContainText('10 of 30 MB');
  await expectNoFault(page, 'reading', '[data-testid=import-reading]', looks);
  await page.evaluate(() => globalThis.harness.imports[0]?.onRefused('is cut off: its end is missing'));
  await expect(page.getByTestId('import-refused')).toBeVisible();
  await expectNoFault(page, 'refused', '[data-testid=import-refused]', looks);

  const shown = await openPanel(LIVE);
  await importCase(shown, 'S06-reuse-accepted');
  await expect(shown.getByTestId('imported')).toBeVisible();
  await expectNoFault(shown, 'shown', '[data-testid=imported]', CROSSED_LOOKS);
  await expectNoFault(shown, 'shown, and all of the panel');
});

test('views of a file in which nothing was found speak of the file', async ({ openPanel }) => {
  const page = await openPanel(LIVE);
  const log = { version: '1.2', creator: { name: 'none', version: '1' }, entries: [] };
  await choose(page, 'quiet.har', Buffer.from(JSON.stringify({ log })));
  await expect(page.getByTestId('imported')).toContainText('quiet.har');
  for (const [view, text] of [
    ['Tokens', 'No token in this file'],
    ['Refreshes', 'No refresh in this file.'],
    ['Chains', 'No chain in this file.'],
    ['Findings', 'This is what the file holds'],
  ] as const) {
    await page.getByRole('tab', { name: view }).click();
    await expect(page.getByRole('tabpanel')).toContainText(text);
    await expect(page.getByRole('tabpanel')).not.toContainText('this browser');
  }
});
