// The edge between two panes, moved by mouse or by keys. It sizes the pane that it stands in.

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { clampSize, type SizeRange, stepSize } from './splitter-steps';

type SplitterProps = {
  readonly label: string;
  /** The edge of the pane that it stands on. */
  readonly edge: 'top' | 'left';
  readonly leastPx: number;
  /** What the pane must leave to its neighbour. */
  readonly sparedPx: number;
  /** Null: sized by itself again. */
  readonly onResize: (px: number | null) => void;
};

type Measure = SizeRange & { readonly px: number };

export function Splitter({ label, edge, leastPx, sparedPx, onResize }: SplitterProps): JSX.Element {
  const handle = useRef<HTMLDivElement>(null);
  const grip = useRef<{ readonly atPx: number; readonly sizePx: number } | null>(null);
  const isTop = edge === 'top';
  const measured = useSignal<Measure>({ px: leastPx, leastPx, mostPx: leastPx });

  const measure = (): Measure => {
    const pane = handle.current?.parentElement;
    const space = pane?.parentElement;
    if (!pane || !space) return measured.peek();
    const mostPx = (isTop ? space.clientHeight : space.clientWidth) - sparedPx;
    return {
      px: Math.round(isTop ? pane.offsetHeight : pane.offsetWidth),
      leastPx,
      mostPx: Math.max(leastPx, mostPx),
    };
  };
  useLayoutEffect(() => {
    const pane = handle.current?.parentElement;
    if (!pane) return undefined;
    const update = (): void => {
      const next = measure();
      const { px, mostPx } = measured.peek();
      if (px !== next.px || mostPx !== next.mostPx) measured.value = next;
    };
    const observer = new ResizeObserver(update);
    observer.observe(pane);
    update();
    return () => observer.disconnect();
  }, []);

  const readPx = (event: PointerEvent): number => (isTop ? event.clientY : event.clientX);
  const { px, mostPx } = measured.value;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved; this is the pattern for window splitters
    <div
      class={`splitter splitter-${edge}`}
      role="separator"
      aria-label={label}
      aria-orientation={isTop ? 'horizontal' : 'vertical'}
      aria-valuenow={px}
      aria-valuemin={leastPx}
      aria-valuemax={mostPx}
      tabIndex={0}
      title={`${label}: drag, or arrow keys; double click or Enter to reset`}
      ref={handle}
      onKeyDown={(event) => {
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        const next = event.key === 'Enter' ? null : stepSize(event.key, isTop, event.shiftKey, measure());
        if (next === undefined) return;
        event.preventDefault();
        onResize(next);
      }}
      onDblClick={() => onResize(null)}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = { atPx: readPx(event), sizePx: measure().px };
      }}
      onPointerMove={(event) => {
        const from = grip.current;
        if (from === null || readPx(event) === from.atPx) return;
        onResize(clampSize(from.sizePx + from.atPx - readPx(event), measure()));
      }}
      onLostPointerCapture={() => {
        grip.current = null;
      }}
    />
  );
}
