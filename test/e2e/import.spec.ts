// A HAR file in the built extension: the browser's own policy must let the import worker run, the panel must show what the
// command line would find, and the live session must be there again afterwards.

import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { test } from './fixtures';

const readCase = (file: string): Buffer => readFileSync(new URL(`../conformance/cases/${file}`, import.meta.url));

/** The case speaks of a replayed refresh token that was refused. */
const CASE = 'S05-reuse-refused';
const expected: { readonly findings: readonly { readonly rule: string }[] } = JSON.parse(
  readCase(`${CASE}.expect.json`).toString(),
);

test('shows what a HAR file tells, marked as imported, and goes back to the live session', async ({ app, panel }) => {
  await app.signIn();
  await app.act('Stop automatic renewal');
  await app.act('Call the API');
  await expect(panel.tokenRow('AT1')).toBeVisible();

  await panel.root.getByLabel('File to import').setInputFiles({
    name: `${CASE}.har`,
    mimeType: 'application/json',
    buffer: readCase(`${CASE}.har`),
  });
  const strip = panel.root.getByTestId('imported');
  await expect(strip).toContainText(`${CASE}.har`);
  await panel.openTab('Findings');
  expect(expected.findings.length).toBeGreaterThan(0);
  for (const { rule } of expected.findings) await expect(panel.finding(rule).first()).toBeVisible();

  await strip.getByRole('button', { name: 'Back to live' }).click();
  await expect(strip).toHaveCount(0);
  await panel.openTab('Tokens');
  await expect(panel.tokenRow('AT1')).toBeVisible();
  await expect(panel.root.getByRole('button', { name: 'Pause' })).toBeVisible();
});
