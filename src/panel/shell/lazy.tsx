import { useSignal } from '@preact/signals';
import type { FunctionComponent, JSX } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

type Loaded = FunctionComponent<Record<string, never>>;

/** What is not needed for the first look is loaded with its first use, so that the panel opens fast. */
export function Lazy({ load }: { readonly load: () => Promise<Loaded> }): JSX.Element | null {
  const loaded = useSignal<{ readonly View: Loaded } | 'failed' | null>(null);
  useLayoutEffect(() => {
    let isWanted = true;
    load().then(
      (View) => {
        if (isWanted) loaded.value = { View };
      },
      () => {
        if (isWanted) loaded.value = 'failed';
      },
    );
    return () => {
      isWanted = false;
    };
  }, [load]);
  if (loaded.value === null) return null;
  // The files of this version are gone: the extension was updated under the panel.
  if (loaded.value === 'failed')
    return <p class="empty-text">This part cannot be loaded. Close DevTools and open it again.</p>;
  const { View } = loaded.value;
  return <View />;
}
