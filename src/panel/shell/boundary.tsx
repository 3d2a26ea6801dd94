import type { ComponentChildren, JSX } from 'preact';
import { useErrorBoundary, useLayoutEffect } from 'preact/hooks';

type BoundaryProps = {
  readonly part: string;
  /** What it shows: with another it is tried again. */
  readonly about?: unknown;
  readonly children: ComponentChildren;
};

/** A part that cannot be drawn says so in its place; the others go on. */
export function Boundary({ part, about, children }: BoundaryProps): JSX.Element {
  const [error, tryAgain] = useErrorBoundary();
  useLayoutEffect(tryAgain, [about]);
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
