// The report as a file, in the form that its reader wants.

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { ReportFormat } from '../../report/write-report';
import { makeReportFile } from '../browser/make-report-file';
import { usePanel } from '../model/panel-context';

const FORMS: readonly { readonly form: ReportFormat; readonly title: string; readonly use: string }[] = [
  { form: 'html', title: 'HTML', use: 'one file to read, print or pass on; no script in it' },
  { form: 'markdown', title: 'Markdown', use: 'for an issue or a merge request' },
  { form: 'json', title: 'JSON', use: 'for tools, and to be imported again' },
];

/** Asks for the report, whichever worker holds it: that knows more than this panel shows. */
export function ExportForms(): JSX.Element {
  const { environment } = usePanel();
  const last = useRef<HTMLParagraphElement>(null);
  const fault = useSignal<string | null>(null);

  async function save(form: ReportFormat): Promise<void> {
    const answer = await environment.askForReport();
    const file = answer.ok ? makeReportFile(answer.value, form, environment.clock.nowMs()) : answer;
    fault.value = file.ok ? null : file.reason;
    if (!file.ok) return;
    environment.download(file.value.name, file.value.text, file.value.mimeType);
    last.current?.closest<HTMLElement>('[popover]')?.hidePopover();
  }

  return (
    <>
      {FORMS.map(({ form, title, use }) => (
        <button key={form} type="button" class="export-form" onClick={() => save(form)}>
          <strong>{title}</strong> <span class="muted">{use}</span>
        </button>
      ))}
      <p class="muted" ref={last}>
        No form holds a token, a signature, a cookie value or a subject.
      </p>
      {fault.value !== null && (
        <p class="tool-fault" role="alert">
          {`Failed: ${fault.value}`}
        </p>
      )}
    </>
  );
}
