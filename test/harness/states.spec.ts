// What the panel says of itself: what it sees, what it does not, and that the line is broken.

import { expect } from '@playwright/test';
import { showObservations, test } from './panel-test';
import { SHOP_NOW, tellShopStory } from './story/shop-story';

const STORY = { now: SHOP_NOW, observations: tellShopStory() };
const STATUS = { isPaused: false, siteAccess: 'all', bodyTabs: [7], isPrivate: false, profile: 'aal1' } as const;

test('says in sentences that nothing was seen yet', async ({ openPanel }) => {
  const page = await openPanel();
  await expect(page.getByRole('grid', { name: 'Tokens' })).toContainText('No token seen yet');
  const answers = page.getByRole('region', { name: 'Answers' });
  await expect(answers).toContainText('No token seen yet.');
  await expect(answers).toContainText('No renewal to judge yet.');
  for (const [view, text] of [
    ['Timeline', 'No token seen yet'],
    ['Refreshes', 'No refresh seen yet'],
    ['Chains', 'No chain seen yet'],
    ['Findings', 'Nothing found so far'],
  ] as const) {
    await page.getByRole('tab', { name: view }).click();
    await expect(page.getByRole('tabpanel')).toContainText(text);
  }
});

test('says that tokens of other tabs are out of scope', async ({ openPanel }) => {
  const page = await openPanel({ ...STORY, tab: 99 });
  await expect(page.getByRole('grid', { name: 'Tokens' })).toContainText('switch to All tabs');
  await page.getByText('All tabs', { exact: true }).click();
  await expect(page.getByTestId('token-row').first()).toBeVisible();
});

test('shows everything for a target that is no tab', async ({ openPanel }) => {
  const page = await openPanel({ ...STORY, tab: 'none' });
  await expect(page.getByRole('radio', { name: 'This tab' })).toBeDisabled();
  await expect(page.getByRole('radio', { name: 'All tabs' })).toBeChecked();
  await expect(page.getByTestId('token-row').first()).toBeVisible();
});

test('tells what is watched and what cannot be seen', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  const bar = page.getByTestId('status-bar');
  await expect(bar).toContainText('Watching all tabs');
  await expect(bar).toContainText('Answer bodies: this tab');
  await expect(bar).toContainText('Clock right within 1.1 s');
  await expect(bar).toContainText('Not seen: server-side refreshes');
  await expect(bar).toContainText('0 faults');
  await page.evaluate(
    (status) => globalThis.harness.setStatus({ ...status, siteAccess: 'withheld', bodyTabs: [] }),
    STATUS,
  );
  await expect(bar).toContainText('Watching this tab only');
  await expect(bar).toContainText('Answer bodies: none');
  await expect(page.getByTestId('banner')).toContainText('Site access is withheld');
});

test('lists gaps and faults', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await showObservations(page, [
    { kind: 'gap-observed', fromMs: SHOP_NOW - 60_000, toMs: SHOP_NOW - 30_000, reason: 'paused' },
    { kind: 'fault-noted', atMs: SHOP_NOW, where: 'request', reason: 'header too large' },
  ]);
  await expect(page.getByTestId('status-bar')).toContainText('1 gap');
  await page.getByRole('button', { name: '1 fault' }).click();
  await expect(page.getByText('request: header too large')).toBeVisible();
});

test('pauses, resumes and clears by command', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByTestId('status-bar')).toContainText('Paused');
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect.poll(() => page.evaluate(() => globalThis.harness.commands)).toEqual(['pause', 'resume', 'clear']);
});

test('lets the worker judge by other session limits', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.getByRole('button', { name: 'Settings' }).click();
  const limits = page.getByRole('combobox', { name: 'Session limits' });
  await expect(limits).toHaveValue('aal1');
  await limits.selectOption('aal3');
  await expect(limits).toHaveValue('aal3');
  await page.keyboard.press('Escape');
  await expect(limits).toBeHidden();
});

for (const [title, ending, start] of [
  ['HTML', 'html', '<!doctype html>'],
  ['Markdown', 'md', '# Token Lifeline report'],
  ['JSON', 'json', '{'],
] as const) {
  test(`exports the report that the worker gives as ${title}`, async ({ openPanel }) => {
    const page = await openPanel(STORY);
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('button', { name: title }).click();
    await expect.poll(() => page.evaluate(() => globalThis.harness.downloads.length)).toBe(1);
    const [file] = await page.evaluate(() => globalThis.harness.downloads);
    expect(file?.fileName).toBe(`token-lifeline-2026-11-21-14-45-48.${ending}`);
    expect(file?.text.startsWith(start)).toBe(true);
    expect(file?.text).toContain('RT1');
    await expect(page.getByRole('button', { name: title })).toBeHidden();
  });
}

test('keeps what it knows while the worker is away, and goes on when it is back', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  const panel = page.getByTestId('panel');
  await page.evaluate(() => globalThis.harness.setLine('down'));
  await expect(panel).toHaveAttribute('data-state', 'disconnected');
  await expect(page.getByTestId('banner')).toContainText('Not connected');
  await expect(page.getByTestId('status-bar')).not.toContainText('Watching');
  await expect(page.getByTestId('token-row').first()).toBeVisible();
  await page.evaluate(() => globalThis.harness.setLine('up'));
  await expect(panel).toHaveAttribute('data-state', 'connected');
  await expect(page.getByTestId('banner')).toHaveCount(0);
});

test('promises nothing in an empty table while the line is broken', async ({ openPanel }) => {
  const page = await openPanel();
  await page.evaluate(() => {
    globalThis.harness.setStatus({
      isPaused: true,
      siteAccess: 'all',
      bodyTabs: [7],
      isPrivate: false,
      profile: 'aal1',
    });
    globalThis.harness.setLine('reloaded');
  });
  await expect(page.getByTestId('banner')).toHaveAttribute('data-kind', 'outdated');
  await expect(page.getByRole('grid')).toContainText('No token seen yet.');
  await expect(page.getByRole('grid')).not.toContainText('Paused');
  await expect(page.getByRole('grid')).not.toContainText('tokens appear');
  await expect(page.getByTestId('status-bar')).toContainText('Not watching');
});

test('says that the extension was updated', async ({ openPanel }) => {
  const page = await openPanel(STORY);
  await page.evaluate(() => globalThis.harness.setLine('reloaded'));
  await expect(page.getByTestId('panel')).toHaveAttribute('data-state', 'outdated');
  await expect(page.getByTestId('banner')).toContainText('Close DevTools and open it again');
});
