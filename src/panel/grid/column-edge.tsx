import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { LEAST_COLUMN_PX } from './fit-columns';

/** The right edge of a column's head: drag to size the column, double click to let it size itself. Keys do it on the head. */
export function ColumnEdge({ onResize }: { readonly onResize: (px: number | null) => void }): JSX.Element {
  const grip = useRef<{ readonly x: number; readonly px: number } | null>(null);
  return (
    <span
      class="column-edge"
      aria-hidden="true"
      title="Drag to resize, double click to reset"
      onDblClick={() => onResize(null)}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = { x: event.clientX, px: event.currentTarget.parentElement?.offsetWidth ?? 0 };
      }}
      onPointerMove={(event) => {
        const from = grip.current;
        if (from === null || event.clientX === from.x) return;
        onResize(Math.max(LEAST_COLUMN_PX, Math.round(from.px + event.clientX - from.x)));
      }}
      onLostPointerCapture={() => {
        grip.current = null;
      }}
    />
  );
}
