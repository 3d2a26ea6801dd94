import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { useImporter } from '../model/importer-context';
import { IMPORT_ID } from '../shell/panel-keys';

/** Opens the browser's file chooser. */
export function ImportButton(): JSX.Element {
  const importer = useImporter();
  const input = useRef<HTMLInputElement>(null);
  const take = (chosen: HTMLInputElement): void => {
    const file = chosen.files?.[0];
    // So that the same file can be chosen again.
    chosen.value = '';
    if (file !== undefined) importer.take(file);
  };
  return (
    <>
      <button
        type="button"
        class="tool"
        id={IMPORT_ID}
        title="Look at a HAR file or an exported report (i), or drop it here. The live session goes on."
        onClick={() => input.current?.click()}
      >
        Import{'\u2026'}
      </button>
      <input
        type="file"
        class="visually-hidden"
        accept=".har,.json,application/json"
        aria-label="File to import"
        tabIndex={-1}
        ref={input}
        onChange={(event) => take(event.currentTarget)}
      />
    </>
  );
}
