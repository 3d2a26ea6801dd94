// The truth about what is being watched, at the bottom, always.

import type { JSX } from 'preact';
import { readLog } from '../../engine/create-state';
import { usePanel } from '../model/panel-context';
import { listStatusLines, type StatusLine } from '../model/status-lines';
import { FaultList } from './fault-list';

const MARKS: Readonly<Record<StatusLine['mark'], string>> = { on: '\u25cf', off: '\u25cb', note: '\u25d0', plain: '' };

export function StatusBar(): JSX.Element {
  const model = usePanel();
  const { state, status, faults, connection } = model.feed.value;
  const log = readLog(state);
  const lines: readonly StatusLine[] =
    status === null
      ? [{ mark: 'off', text: connection === 'outdated' ? 'Not watching' : 'Connecting\u2026', hint: null }]
      : listStatusLines(state, status, model.environment.inspectedTabId, log.toMs ?? 0);
  return (
    <footer class="status" data-testid="status-bar">
      {lines.map((line) => (
        <span key={line.text} class={`status-line status-${line.mark}`} title={line.hint ?? undefined}>
          {line.mark !== 'plain' && (
            <span class="status-mark" aria-hidden="true">
              {MARKS[line.mark]}{' '}
            </span>
          )}
          {line.text}
        </span>
      ))}
      <span class="spring" />
      <FaultList faults={log.faults} count={log.faultCount} own={faults} />
    </footer>
  );
}
