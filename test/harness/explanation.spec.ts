// The page about what can be seen: linked from the status bar and from help, without a script, readable in both themes.

import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect } from '@playwright/test';
import { listFaults } from './accessibility';
import { test } from './panel-test';

const PAGE = fileURLToPath(new URL('../../src/entry/what-is-seen.html', import.meta.url));
const LINK = './what-is-seen.html';

test('is linked from the status bar and from help', async ({ openPanel }) => {
  const page = await openPanel();
  const link = page.getByTestId('status-bar').getByRole('link', { name: /Not seen/ });
  await expect(link).toHaveAttribute('href', LINK);
  await expect(link).toHaveAttribute('target', '_blank');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog').getByRole('link', { name: 'What can be seen, and what not' })).toHaveAttribute(
    'href',
    LINK,
  );
});

test('runs no script', async () => {
  expect(await readFile(PAGE, 'utf8')).not.toMatch(/<script|\son\w+=|javascript:|style=/i);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`is readable, ${colorScheme}`, async ({ chromium }) => {
    const context = await chromium.newContext({ colorScheme, viewport: { width: 900, height: 1100 } });
    const page = await context.newPage();
    await page.goto(pathToFileURL(PAGE).href);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('What can be seen, and what not');
    expect(await listFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await context.close();
  });
}
