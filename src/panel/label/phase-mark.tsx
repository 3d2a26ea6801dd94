import type { JSX } from 'preact';
import type { Phase } from '../model/token-phase';

/** Full: it may be honoured; half: not for long; hollow: over. The shape says what the colour says. */
export function PhaseMark({ phase }: { readonly phase: Phase }): JSX.Element {
  return <span class={`mark mark-${phase}`} aria-hidden="true" />;
}
