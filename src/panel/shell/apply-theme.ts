import { effect, type ReadonlySignal } from '@preact/signals';
import type { Theme } from '../model/panel-environment';

/** The style sheets read the theme from the document's element; the returned function stops following it. */
export function applyTheme(theme: ReadonlySignal<Theme>): () => void {
  return effect(() => {
    document.documentElement.dataset['theme'] = theme.value;
  });
}
