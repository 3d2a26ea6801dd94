import type { JSX } from 'preact';
import { ExplanationLink } from '../label/explanation-link';
import { usePanel } from '../model/panel-context';
import { listLines } from '../model/status-lines';

/** What each line of the status bar means: for who has no pointer to hover with. */
export function StatusHints(): JSX.Element {
  return (
    <>
      <h2>What can be seen now</h2>
      <dl>
        {listLines(usePanel()).map(({ text, hint }) => (
          <div key={text}>
            <dt>{text}</dt>
            <dd class="muted">{hint}</dd>
          </div>
        ))}
      </dl>
      <p>
        <ExplanationLink>What can be seen, and what not</ExplanationLink>
      </p>
    </>
  );
}
