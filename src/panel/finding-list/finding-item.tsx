import type { JSX } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { LabelledText } from '../label/labelled-text';
import { SeverityBadge } from '../label/severity-badge';
import { usePanel } from '../model/panel-context';
import type { Finding } from '../model/read-finding';
import { selectInPanel } from '../model/select-in-panel';
import { writeMoment } from '../words/write-time';
import { FindingDetail } from './finding-detail';

/** One finding: a line that is always there, and what it rests on when opened. One is open at a time. */
export function FindingItem({ finding }: { readonly finding: Finding }): JSX.Element {
  const model = usePanel();
  const id = useId();
  const item = useRef<HTMLElement>(null);
  const isOpen = model.openFinding.value === finding.key;
  useLayoutEffect(() => {
    if (isOpen) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen]);
  const toggle = (): void => {
    if (!isOpen) selectInPanel(model, { kind: 'finding', id: finding.key });
    else {
      model.openFinding.value = null;
      model.selection.value = null;
    }
  };
  return (
    <article
      class={isOpen ? 'finding finding-open' : 'finding'}
      ref={item}
      data-testid="finding"
      data-rule={finding.rule}
      data-severity={finding.severity}
      data-confidence={finding.confidence}
    >
      <h3 class="finding-line">
        <button type="button" class="finding-toggle" aria-expanded={isOpen} aria-controls={id} onClick={toggle}>
          <span class={isOpen ? 'caret caret-open' : 'caret'} aria-hidden="true" />
          <SeverityBadge severity={finding.severity} />
          <span class="finding-title">{finding.title}</span>
          <span class="muted finding-facts">{writeFacts(finding, model.todayMs.value)}</span>
        </button>
      </h3>
      <p class="finding-message">
        <LabelledText text={finding.message} />
      </p>
      <div id={id}>{isOpen && <FindingDetail finding={finding} />}</div>
    </article>
  );
}

function writeFacts(finding: Finding, todayMs: number): string {
  const times = finding.count > 1 ? ` \u00b7 ${finding.count} times` : '';
  return `${finding.confidence}${times} \u00b7 ${writeMoment(finding.lastMs, todayMs)}`;
}
