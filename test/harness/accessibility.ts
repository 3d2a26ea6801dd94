// What axe finds wrong in a page, in one look or in several. Beside its usual rules: the size of targets (WCAG 2.2, 2.5.8).

import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type {} from './page/main';

export type Look = {
  readonly name: string;
  readonly theme: 'light' | 'dark';
  readonly width: number;
  readonly media?: Parameters<Page['emulateMedia']>[0];
};

const AS_IS = { forcedColors: 'none', contrast: 'no-preference' } as const;

export const LOOKS: readonly Look[] = [
  { name: 'dark, as wide as a page enlarged four times', theme: 'dark', width: 320 },
  { name: 'light', theme: 'light', width: 1400 },
];
export const CROSSED_LOOKS: readonly Look[] = [
  { name: 'light and narrow', theme: 'light', width: 420 },
  { name: 'dark and wide', theme: 'dark', width: 1400 },
];
export const RARE_LOOKS: readonly Look[] = [
  { name: 'more contrast, light', theme: 'light', width: 700, media: { ...AS_IS, contrast: 'more' } },
  { name: 'more contrast, dark', theme: 'dark', width: 700, media: { ...AS_IS, contrast: 'more' } },
  { name: 'forced colours', theme: 'dark', width: 1400, media: { ...AS_IS, forcedColors: 'active' } },
];

/** What keeps its own colours where the browser forces them. Of the rest axe reads colours that nobody sees. */
const UNFORCED = ['.tab', '.chip:has(:checked)', '.grid-row[aria-selected="true"]'];

type Scope = { readonly parts?: readonly string[]; readonly isOnlyContrast?: boolean };

/** `parts`: what alone is looked at. */
export async function listFaults(
  page: Page,
  { parts = [], isOnlyContrast = false }: Scope = {},
): Promise<readonly string[]> {
  // Its script is put into a page once.
  const isThere = await page.evaluate(() => 'axe' in globalThis);
  // A page without frames: the way that opens no further pages is enough, and much faster; so is telling faults alone.
  const builder = new AxeBuilder(isThere ? { page, axeSource: ';' } : { page }).setLegacyMode(true);
  builder.options({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } });
  if (isOnlyContrast) builder.withRules('color-contrast');
  for (const part of parts) builder.include(part);
  const { violations } = await builder.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}

async function putOn(page: Page, { theme, width, media = AS_IS }: Look): Promise<void> {
  await page.setViewportSize({ width, height: 640 });
  await page.emulateMedia(media);
  await page.evaluate((next) => globalThis.harness.setTheme(next), theme);
}

/** Of the panel. `part`: what alone is looked at. Ends in the last look. */
export async function expectNoFault(
  page: Page,
  where: string,
  part: string | null = null,
  looks: readonly Look[] = LOOKS,
): Promise<void> {
  const found: string[] = [];
  for (const look of looks) {
    await putOn(page, look);
    const parts = look.media?.forcedColors === 'active' ? UNFORCED : part === null ? [] : [part];
    const faults = await listFaults(page, { parts, isOnlyContrast: look.media !== undefined });
    found.push(...faults.map((fault) => `${look.name}: ${fault}`));
  }
  expect(found, where).toEqual([]);
}
