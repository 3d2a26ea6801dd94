// Nothing jumps while you read: when rows come or go above, the row under the pointer, or the first visible one, stays.

import { useLayoutEffect, useRef } from 'preact/hooks';
import { ROW_PX } from './visible-range';

type Anchor = {
  readonly takePointer: (event: PointerEvent) => void;
  readonly forgetPointer: () => void;
};

type Scroller = { readonly current: HTMLElement | null };

/** `topPx`: the scroll position as last heard of. Asking the element here would have the page laid out at once. */
export function useRowAnchor<Row>(
  scroller: Scroller,
  topPx: number,
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  orderKey: string,
): Anchor {
  /** Distance of the pointer from the top of the first row on screen; null while it is elsewhere. */
  const pointerPx = useRef<number | null>(null);
  const before = useRef({ rows, orderKey });

  useLayoutEffect(() => {
    const element = scroller.current;
    const old = before.current;
    before.current = { rows, orderKey };
    if (element === null || old.rows === rows) return;
    if (old.orderKey !== orderKey) {
      element.scrollTop = 0;
      return;
    }
    if (topPx === 0 && pointerPx.current === null) return;
    const anchorIndex = Math.floor((topPx + (pointerPx.current ?? 0)) / ROW_PX);
    const anchored = old.rows[anchorIndex];
    if (anchored === undefined) return;
    const key = keyOf(anchored);
    const index = rows.findIndex((row) => keyOf(row) === key);
    if (index >= 0 && index !== anchorIndex) element.scrollTop += (index - anchorIndex) * ROW_PX;
  }, [rows]);

  return {
    takePointer(event) {
      const top = scroller.current?.getBoundingClientRect().top ?? 0;
      pointerPx.current = Math.max(0, event.clientY - top - ROW_PX);
    },
    forgetPointer() {
      pointerPx.current = null;
    },
  };
}
