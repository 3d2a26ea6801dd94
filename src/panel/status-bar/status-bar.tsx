// The truth about what is being watched, at the bottom, always.

import type { JSX } from 'preact';
import { readLog } from '../../engine/create-state';
import { ExplanationLink } from '../label/explanation-link';
import { usePanel } from '../model/panel-context';
import { listLines, type StatusLine } from '../model/status-lines';
import { loadStatusHints } from '../shell/late-parts';
import { LatePopover } from '../toolbar/late-popover';
import { FaultButton } from './fault-button';

const HINTS_ID = 'status-hints';
const MARKS: Readonly<Record<StatusLine['mark'], string>> = { on: '\u25cf', off: '\u25cb', note: '\u25d0', plain: '' };

export function StatusBar(): JSX.Element {
  const model = usePanel();
  const { state, faults } = model.feed.value;
  return (
    <>
      <footer class="status" data-testid="status-bar">
        {listLines(model).map((line) => (
          <StatusText key={line.text} line={line} />
        ))}
        <span class="spring" />
        <FaultButton count={readLog(state).faultCount + faults.length} />
      </footer>
      <LatePopover id={HINTS_ID} class="status-popover" load={loadStatusHints} />
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
