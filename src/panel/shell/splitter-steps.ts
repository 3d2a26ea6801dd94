// What the keys of a splitter do. Pure.

export type SizeRange = { readonly leastPx: number; readonly mostPx: number };

const STEP_PX = 12;
const LONG_STEP_PX = 60;

export const clampSize = (px: number, { leastPx, mostPx }: SizeRange): number =>
  Math.round(Math.min(mostPx, Math.max(leastPx, px)));

/** The pane lies below (`isTop`) or to the right of its edge: up and left make it larger. Undefined for other keys. */
export function stepSize(
  key: string,
  isTop: boolean,
  isLong: boolean,
  size: SizeRange & { readonly px: number },
): number | undefined {
  const step = isLong ? LONG_STEP_PX : STEP_PX;
  const targets: Readonly<Record<string, number>> = {
    [isTop ? 'ArrowUp' : 'ArrowLeft']: size.px + step,
    [isTop ? 'ArrowDown' : 'ArrowRight']: size.px - step,
    Home: size.leastPx,
    End: size.mostPx,
  };
  const target = targets[key];
  return target === undefined ? undefined : clampSize(target, size);
}
