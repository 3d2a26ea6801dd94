// Marks what comes out of a file, and shows how far the reading of one is. Always above the views.

import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { readLog } from '../../engine/create-state';
import type { ImportedFile } from '../../publish/import-messages';
import { Untrusted } from '../label/untrusted';
import type { Reading } from '../model/create-importer';
import { useImporter } from '../model/importer-context';
import { usePanel } from '../model/panel-context';
import { tellImported } from '../words/import-words';

export function ImportStrip(): JSX.Element {
  const { reading } = useImporter();
  const { imported } = usePanel().environment;
  return (
    <>
      {imported !== null && <ImportedStrip file={imported} />}
      {reading.value !== null && <ReadingStrip reading={reading.value} />}
    </>
  );
}

function ImportedStrip({ file }: { readonly file: ImportedFile }): JSX.Element {
  const { goBackToLive, live } = useImporter();
  const { feed } = usePanel();
  const strip = useRef<HTMLElement>(null);
  // What had the focus is gone with the view before.
  useEffect(() => strip.current?.focus(), []);
  const { period, notes } = tellImported(file, readLog(feed.value.state), live.todayMs.value);
  return (
    <section class="import-strip imported" aria-label="Imported" tabIndex={-1} ref={strip} data-testid="imported">
      <strong class="import-name">
        Imported: <Untrusted text={file.name} maxChars={60} />
      </strong>
      <span class="import-text">{period}</span>
      {notes.map((note) => (
        <span key={note} class="import-text">
          {note}
        </span>
      ))}
      <button type="button" class="action" onClick={goBackToLive}>
        Back to live
      </button>
    </section>
  );
}

function ReadingStrip({ reading }: { readonly reading: Reading }): JSX.Element {
  const { cancel } = useImporter();
  const name = <Untrusted text={reading.name} maxChars={60} />;
  if (reading.kind === 'refused')
    return (
      <section class="import-strip import-refused" aria-label="Import failed" data-testid="import-refused">
        <span class="import-text">
          <strong>Not imported:</strong> {name} {reading.fault}.
        </span>
        <button type="button" class="action" onClick={cancel}>
          Dismiss
        </button>
      </section>
    );
  const { done, total } = reading.progress;
  return (
    <section class="import-strip" aria-label="Import" data-testid="import-reading">
      <span class="import-name">Reading {name}</span>
      <progress aria-label="Bytes read" max={Math.max(1, total)} value={total === 0 ? undefined : done} />
      <span class="mono import-count">{total === 0 ? '' : `${toMegabytes(done)} of ${toMegabytes(total)} MB`}</span>
      <button type="button" class="action" onClick={cancel}>
        Cancel
      </button>
    </section>
  );
}

const toMegabytes = (bytes: number): number => Math.ceil(bytes / 1e6);
