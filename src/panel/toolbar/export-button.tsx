import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { usePanel } from '../model/panel-context';

/** Asks the worker for the report: it knows more than this panel shows. */
export function ExportButton(): JSX.Element {
  const { environment } = usePanel();
  const fault = useSignal<string | null>(null);

  async function save(): Promise<void> {
    const report = await environment.askForReport();
    fault.value = report.ok ? null : report.reason;
    if (report.ok) environment.download(nameFile(environment.clock.nowMs()), JSON.stringify(report.value, null, 2));
  }

  return (
    <button
      type="button"
      class="tool"
      title="Save the report as JSON. It holds no token, no signature, no cookie value."
      onClick={save}
    >
      Export
      {fault.value !== null && (
        <span class="tool-fault" role="alert">
          {` failed: ${fault.value}`}
        </span>
      )}
    </button>
  );
}

/** `token-lifeline-2026-11-21-14-02-11.json`, UTC. */
export function nameFile(nowMs: number): string {
  return `token-lifeline-${new Date(nowMs).toISOString().slice(0, 19).replace(/[T:]/g, '-')}.json`;
}
