// The pictures in docs: every view has one, in both themes, and the page about the panel shows it.
import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { VIEW_NAMES } from '../../../src/panel/model/create-panel-model';
import { PICTURE_NAMES, PICTURE_THEMES } from '../../pictures/picture-names';

const DOCS = new URL('../../../docs/', import.meta.url);
const FILES = PICTURE_NAMES.flatMap((name) => PICTURE_THEMES.map((theme) => `pictures/${name}-${theme}.png`));
const MAX_BYTES = 1_500_000;

describe('the pictures of the panel', () => {
  it.each(VIEW_NAMES)('show the view %s', (view) => {
    expect(PICTURE_NAMES).toContain(view);
  });

  it.each(FILES)('%s is there and is shown', (file) => {
    expect(readFileSync(new URL(file, DOCS)).subarray(1, 4).toString()).toBe('PNG');
    expect(readFileSync(new URL('panel.md', DOCS), 'utf8')).toContain(file);
  });

  it('stay small together', () => {
    const bytes = FILES.reduce((sum, file) => sum + statSync(new URL(file, DOCS)).size, 0);
    expect(bytes).toBeLessThan(MAX_BYTES);
  });
});
