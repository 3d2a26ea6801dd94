import type { JSX } from 'preact';
import type { Phase } from '../model/token-phase';

type LifeBarProps = {
  readonly phase: Phase;
  /** Share of life left, 0 to 1; null: the length is unknown and no bar can be drawn. */
  readonly share: number | null;
  /** Share at which the soft expiry comes; null without one. */
  readonly softShare?: number | null;
};

const PERMILLE = 1000;

/** The bar is the lifetime; it drains. The number beside it says the same in words. */
export function LifeBar({ phase, share, softShare = null }: LifeBarProps): JSX.Element {
  if (share === null) return <span class="bar bar-open" aria-hidden="true" />;
  const percent = Math.round(share * PERMILLE) / 10;
  return (
    <span class="bar" aria-hidden="true">
      <span class={`bar-left bar-${phase}`} style={{ width: `${percent}%` }} />
      {softShare !== null && <span class="bar-soft" style={{ left: `${Math.round(softShare * PERMILLE) / 10}%` }} />}
    </span>
  );
}
