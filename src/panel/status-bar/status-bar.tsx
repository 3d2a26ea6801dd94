// The truth about what is being watched, at the bottom, always.

import type { JSX } from 'preact';
import { readLog } from '../../engine/create-state';
import { ExplanationLink } from '../label/explanation-link';
import type { PanelModel } from '../model/create-panel-model';
import { usePanel } from '../model/panel-context';
import { listImportedLines, listStatusLines, type StatusLine } from '../model/status-lines';
import { FaultList } from './fault-list';
import { HINTS_ID, StatusHints } from './status-hints';

const MARKS: Readonly<Record<StatusLine['mark'], string>> = { on: '\u25cf', off: '\u25cb', note: '\u25d0', plain: '' };

export function StatusBar(): JSX.Element {
  const model = usePanel();
  const { state, faults } = model.feed.value;
  const log = readLog(state);
  const lines = listLines(model, log.toMs ?? 0);
  return (
    <>
      <footer class="status" data-testid="status-bar">
        {lines.map((line) => (
          <StatusText key={line.text} line={line} />
        ))}
        <span class="spring" />
        <FaultList faults={log.faults} count={log.faultCount} own={faults} />
      </footer>
      <StatusHints lines={lines} />
    </>
  );
}

function StatusText({ line: { mark, text, hint, isExplained } }: { readonly line: StatusLine }): JSX.Element {
  const sign = mark !== 'plain' && <span aria-hidden="true">{MARKS[mark]} </span>;
  if (hint === null || isExplained === true)
    return (
      <span class={`status-${mark}`} title={hint ?? undefined}>
        {sign}
        {isExplained === true ? <ExplanationLink>{text}</ExplanationLink> : text}
      </span>
    );
  return (
    <button type="button" class={`status-line status-${mark}`} title={hint} popovertarget={HINTS_ID}>
      {sign}
      {text}
    </button>
  );
}

function listLines({ environment, feed }: PanelModel, nowMs: number): readonly StatusLine[] {
  const { imported, inspectedTabId } = environment;
  return imported === null
    ? listStatusLines(feed.value, inspectedTabId, nowMs)
    : listImportedLines(feed.value.state, imported, nowMs);
}
