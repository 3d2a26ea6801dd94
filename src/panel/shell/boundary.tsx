import type { ComponentChildren, JSX } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import { showUntrusted } from '../../base/show-untrusted';

type BoundaryProps = { readonly part: string; readonly children: ComponentChildren };

/** A part that cannot be drawn says so in its place; the others go on. */
export function Boundary({ part, children }: BoundaryProps): JSX.Element {
  const [error, tryAgain] = useErrorBoundary();
  if (error === undefined) return <>{children}</>;
  // Its kind: a message may quote what it is about.
  const kind = error instanceof Error ? error.name : 'unknown error';
  return (
    <div class="empty-text" role="alert">
      <p>{`${part} could not be drawn: ${showUntrusted(kind, 40)}`}</p>
      <button type="button" class="action" onClick={tryAgain}>
        Try again
      </button>
    </div>
  );
}
