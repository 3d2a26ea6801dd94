import type { JSX } from 'preact';
import { loadExportForms } from '../shell/late-parts';
import { LatePopover } from './late-popover';

const POPOVER_ID = 'export';

export function ExportButton(): JSX.Element {
  return (
    <>
      <button type="button" class="tool" title="Save the report as a file" popovertarget={POPOVER_ID}>
        Export
      </button>
      <LatePopover id={POPOVER_ID} class="export-popover" load={loadExportForms} />
    </>
  );
}
