// The HTML report in a real browser: it runs nothing, loads nothing, hides nothing and is accessible.

import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect } from '@playwright/test';
import type { Report } from '../../src/report/report';
import { writeReport } from '../../src/report/write-report';
import { HOSTILE_TEXTS, poison, readCaseReport } from '../support/hostile-report';
import { listFaults } from './accessibility';
import { test } from './panel-test';

const FOLDER = fileURLToPath(new URL('../../test-results/reports', import.meta.url));
const report = readCaseReport('S06-reuse-accepted');

function save(name: string, document: Report): string {
  mkdirSync(FOLDER, { recursive: true });
  const path = `${FOLDER}/${name}.html`;
  writeFileSync(path, writeReport(document, 'html'));
  return pathToFileURL(path).href;
}

test('a report full of hostile text runs and loads nothing', async ({ chromium }) => {
  const page = await chromium.newPage();
  const happened: string[] = [];
  page.on('dialog', (dialog) => {
    happened.push(dialog.message());
    return dialog.dismiss();
  });
  page.on('request', (request) => happened.push(request.url()));
  const hostile = HOSTILE_TEXTS.join(' ');
  const address = save('hostile', poison(report, hostile));
  await page.goto(address);
  await page.waitForLoadState('networkidle');
  expect(happened).toEqual([address]);
  expect(await page.locator('script, img, svg, iframe, link, a, [onerror], [onload]').count()).toBe(0);
  await expect(page.getByText('</script><script>alert(1)</script>').first()).toBeVisible();
  await page.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1200, 420]) {
    test(`a report, ${colorScheme}, ${width} px, has no accessibility fault`, async ({ chromium }) => {
      const context = await chromium.newContext({ colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      await page.goto(save('plain', report));
      expect(await listFaults(page)).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      await context.close();
    });
  }
}
