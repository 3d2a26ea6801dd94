// What the page itself knows, as signals: whether it can be seen, and which colours the system prefers.

import { type ReadonlySignal, signal } from '@preact/signals';
import type { Theme } from '../model/panel-environment';

export function createVisibilitySignal(): ReadonlySignal<boolean> {
  const isVisible = signal(!document.hidden);
  document.addEventListener('visibilitychange', () => {
    isVisible.value = !document.hidden;
  });
  return isVisible;
}

export function createSystemThemeSignal(): ReadonlySignal<Theme> {
  const query = matchMedia('(prefers-color-scheme: dark)');
  const theme = signal<Theme>(query.matches ? 'dark' : 'light');
  query.addEventListener('change', () => {
    theme.value = query.matches ? 'dark' : 'light';
  });
  return theme;
}
