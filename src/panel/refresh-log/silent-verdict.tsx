import type { JSX } from 'preact';
import { usePanel } from '../model/panel-context';
import { writeTally } from '../model/strip-answers';

/** The verdict that QA wants, over the log that proves it. Absent while there is nothing to judge. */
export function SilentVerdict(): JSX.Element | null {
  const parts = writeTally(usePanel().silentTally.value);
  if (parts.length === 0) return null;
  return (
    <p class="verdict">
      {parts.map(({ text, tone }) => (
        <span key={text} class={`verdict-part tone-${tone}`}>
          {text}
        </span>
      ))}
    </p>
  );
}
