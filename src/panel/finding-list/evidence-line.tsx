import type { JSX } from 'preact';
import type { Evidence } from '../../rules/finding';
import { LabelledText } from '../label/labelled-text';
import { findSubject } from '../model/find-subject';
import { usePanel } from '../model/panel-context';
import type { Finding } from '../model/read-finding';
import { selectInPanel } from '../model/select-in-panel';
import { isSelected } from '../model/selection';
import { writeMoment } from '../words/write-time';

type EvidenceLineProps = { readonly line: Evidence; readonly finding: Finding };

/** When, and what; the time selects what the line speaks of. */
export function EvidenceLine({ line, finding }: EvidenceLineProps): JSX.Element {
  const model = usePanel();
  const subject = findSubject(line, finding, model.feed.value.state, model.labels.value);
  const time = writeMoment(line.atMs, model.todayMs.value);
  const isCurrent = subject !== null && isSelected(model.selection.value, subject.kind, subject.id);
  return (
    <li>
      {subject === null ? (
        <span class="mono muted">{time}</span>
      ) : (
        <button
          type="button"
          class="link mono"
          title="Show what this line speaks of"
          aria-current={isCurrent ? 'true' : undefined}
          onClick={() => selectInPanel(model, subject)}
        >
          {time}
        </button>
      )}
      <span>
        <LabelledText text={line.what} />
      </span>
    </li>
  );
}
