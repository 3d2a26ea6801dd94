import type { JSX } from 'preact';
import { ExplanationLink } from '../label/explanation-link';
import type { StatusLine } from '../model/status-lines';

export const HINTS_ID = 'status-hints';

/** What each line of the status bar means: for who has no pointer to hover with. */
export function StatusHints({ lines }: { readonly lines: readonly StatusLine[] }): JSX.Element {
  return (
    <div id={HINTS_ID} popover="auto" class="popover status-popover">
      <h2>What can be seen now</h2>
      <dl>
        {lines.map(({ text, hint }) => (
          <div key={text}>
            <dt>{text}</dt>
            <dd class="muted">{hint}</dd>
          </div>
        ))}
      </dl>
      <p>
        <ExplanationLink>What can be seen, and what not</ExplanationLink>
      </p>
    </div>
  );
}
