type Interval = { readonly fromMs: number; readonly toMs: number | null; readonly row: number };

/** Puts overlapping bars on different rows, the first that is free; when none is, on the one that frees up first. */
export function packRows<Bar extends Interval>(bars: readonly Bar[], rowCount: number): readonly Bar[] {
  const freeMs = new Array<number>(rowCount).fill(Number.NEGATIVE_INFINITY);
  return bars
    .toSorted((a, b) => a.fromMs - b.fromMs)
    .map((bar) => {
      const free = freeMs.findIndex((ms) => ms <= bar.fromMs);
      const row = free >= 0 ? free : freeMs.indexOf(Math.min(...freeMs));
      freeMs[row] = bar.toMs ?? Infinity;
      return { ...bar, row };
    });
}
