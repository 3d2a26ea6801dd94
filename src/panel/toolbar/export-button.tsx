// The report as a file, in the form that its reader wants.

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { usePanel } from '../model/panel-context';
import { type ExportForm, loadReportFile } from '../shell/late-parts';

const POPOVER_ID = 'export';

const FORMS: readonly { readonly form: ExportForm; readonly title: string; readonly use: string }[] = [
  { form: 'html', title: 'HTML', use: 'one file to read, print or pass on; no script in it' },
  { form: 'markdown', title: 'Markdown', use: 'for an issue or a merge request' },
  { form: 'json', title: 'JSON', use: 'for tools, and to be imported again' },
];

/** Asks for the report, whichever worker holds it: that knows more than this panel shows. */
export function ExportButton(): JSX.Element {
  const { environment } = usePanel();
  const fault = useSignal<string | null>(null);
  const popover = useRef<HTMLDivElement>(null);

  async function save(form: ExportForm): Promise<void> {
    const [answer, makeFile] = await Promise.all([environment.askForReport(), loadReportFile()]);
    const file = answer.ok ? makeFile(answer.value, form, environment.clock.nowMs()) : answer;
    fault.value = file.ok ? null : file.reason;
    if (!file.ok) return;
    environment.download(file.value.name, file.value.text, file.value.mimeType);
    popover.current?.hidePopover();
  }

  return (
    <>
      <button type="button" class="tool" title="Save the report as a file" popovertarget={POPOVER_ID}>
        Export
      </button>
      <div id={POPOVER_ID} popover="auto" class="popover export-popover" ref={popover}>
        {FORMS.map(({ form, title, use }) => (
          <button key={form} type="button" class="export-form" onClick={() => save(form)}>
            <strong>{title}</strong> <span class="muted">{use}</span>
          </button>
        ))}
        <p class="muted">No form holds a token, a signature, a cookie value or a subject.</p>
        {fault.value !== null && (
          <p class="tool-fault" role="alert">
            {`Failed: ${fault.value}`}
          </p>
        )}
      </div>
    </>
  );
}
