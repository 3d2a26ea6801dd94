// Contrast of the panel's colours in both themes: text 4.5 to 1 (WCAG 2.2, 1.4.3), what must be seen 3 to 1 (1.4.11).
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const CSS = readFileSync(new URL('../../../src/panel/style/colours.css', import.meta.url), 'utf8');
const readTheme = (block: string): ReadonlyMap<string, string> =>
  new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', colour = '']) => [name, colour]));
const [light = '', dark = ''] = CSS.split(':root[data-theme="dark"]');
const THEMES = { light: readTheme(light), dark: readTheme(dark) };

const SURFACES = ['surface', 'surface-bar', 'surface-stripe', 'surface-hover', 'surface-chosen', 'surface-field'];
const TEXTS = ['text', 'text-muted', 'accent', 'live', 'expiring', 'wrong', 'renewal', 'over'];
const FILLS = ['fill-live', 'fill-expiring', 'fill-wrong', 'fill-renewal'];

/** Relative luminance, WCAG 2.2. */
function readLuminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function measureContrast(theme: ReadonlyMap<string, string>, one: string, other: string): number {
  const [low = 0, high = 0] = [one, other]
    .map((name) => readLuminance(theme.get(name) ?? `there is no --${name}`))
    .sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const pairUp = (fronts: readonly string[], backs: readonly string[]): readonly (readonly [string, string])[] =>
  fronts.flatMap((front) => backs.map((back) => [front, back] as const));

describe.each(Object.entries(THEMES))('%s', (_name, theme) => {
  it.each(pairUp(TEXTS, SURFACES))('text %s on %s', (text, surface) => {
    expect(measureContrast(theme, text, surface)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(pairUp(FILLS, [...SURFACES, 'fill-empty']))('bar %s on %s', (fill, back) => {
    expect(measureContrast(theme, fill, back)).toBeGreaterThanOrEqual(3);
  });

  it.each(pairUp(['accent'], SURFACES))('focus ring %s on %s', (ring, surface) => {
    expect(measureContrast(theme, ring, surface)).toBeGreaterThanOrEqual(3);
  });

  it.each(pairUp(['fill-over', 'line-field'], ['surface', 'surface-bar', 'surface-field']))(
    'outline %s on %s',
    (line, surface) => {
      expect(measureContrast(theme, line, surface)).toBeGreaterThanOrEqual(3);
    },
  );

  it.each([
    ['live', 'tint-live'],
    ['expiring', 'tint-expiring'],
    ['wrong', 'tint-wrong'],
    ['renewal', 'tint-renewal'],
    ['text', 'tint-neutral'],
    ['text-muted', 'tint-neutral'],
  ])('badge %s on %s', (text, tint) => {
    expect(measureContrast(theme, text, tint)).toBeGreaterThanOrEqual(4.5);
  });
});
