import type { ComponentChildren, JSX } from 'preact';
import { useErrorBoundary } from 'preact/hooks';

type BoundaryProps = { readonly part: string; readonly children: ComponentChildren };

/** A part that cannot be drawn says so in its place; the others go on. */
export function Boundary({ part, children }: BoundaryProps): JSX.Element {
  const [error, tryAgain] = useErrorBoundary();
  if (error === undefined) return <>{children}</>;
  // Its kind, and not its message, which may quote what it is about.
  return (
    <div class="empty-text" role="alert">
      <p>{`${part} could not be drawn: ${error?.name ?? 'unknown error'}`}</p>
      <button type="button" class="action" onClick={tryAgain}>
        Try again
      </button>
    </div>
  );
}
