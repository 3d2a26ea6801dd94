import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { SilentRefresh } from '../../report/silent-refresh';
import { writeSilentRefresh } from '../../report/write-silent-refresh';
import { usePanel } from '../model/panel-context';
import { COPY_VERDICT_ID } from '../shell/panel-keys';
import { nameContext } from '../words/context-words';

/** Puts the verdict on the clipboard as a short plain text, and says whether it is there. */
export function CopyVerdict({ silent }: { readonly silent: SilentRefresh }): JSX.Element {
  const { copyText, inspectedTabId } = usePanel().environment;
  /** What was copied last: when the verdict moves on, "Copied" is no longer true of it. */
  const copied = useSignal<{ readonly text: string; readonly isThere: boolean } | null>(null);
  const text = writeSilentRefresh(silent, (context) => nameContext(context, inspectedTabId));
  const copy = (): void => {
    copied.value = { text, isThere: copyText(text) };
  };
  const said = copied.value?.text === text ? (copied.value.isThere ? 'Copied' : 'The browser refused') : '';
  return (
    <>
      <span class="muted verdict-copied" role="status">
        {said}
      </span>
      <button
        type="button"
        class="tool"
        id={COPY_VERDICT_ID}
        aria-keyshortcuts="c"
        title="Copy the verdict as text (c)"
        onClick={copy}
      >
        Copy
      </button>
    </>
  );
}
