import type { JSX } from 'preact';
import { ROW_PX } from '../grid/visible-range';
import type { RowLines } from '../model/lay-lanes';

type LaneGraphProps = {
  readonly lines: RowLines;
  readonly laneCount: number;
  readonly node: 'head' | 'past' | 'use' | 'fold';
};

const LANE_PX = 12;
const MIDDLE = ROW_PX / 2;
const x = (lane: number): number => lane * LANE_PX + LANE_PX / 2 + 2;

/** One row's share of the tree's lines. What it shows is also said by the row's words and order. */
export function LaneGraph({ lines, laneCount, node }: LaneGraphProps): JSX.Element {
  const own = x(lines.lane);
  return (
    <svg class="lanes" style={{ width: `${laneCount * LANE_PX + 6}px` }} aria-hidden="true">
      {lines.through.map((lane) => (
        <line key={lane} class="lane" x1={x(lane)} x2={x(lane)} y1="0" y2="100%" />
      ))}
      {lines.above && <line class="lane" x1={own} x2={own} y1="0" y2={MIDDLE} />}
      {lines.below && (
        <line class={node === 'fold' ? 'lane lane-fold' : 'lane'} x1={own} x2={own} y1={MIDDLE} y2="100%" />
      )}
      {lines.forksTo.map((lane) => (
        <Fork key={lane} from={own} to={x(lane)} />
      ))}
      {node === 'use' ? (
        <path class="node node-use" d={`M${own - 3} ${MIDDLE - 3}l6 6m0 -6l-6 6`} />
      ) : (
        <circle class={`node node-${node}`} cx={own} cy={MIDDLE} r={node === 'fold' ? 1.5 : 3.5} />
      )}
    </svg>
  );
}

/** Leaves its parent to the side and goes on downwards, however tall the row is. */
function Fork({ from, to }: { readonly from: number; readonly to: number }): JSX.Element {
  return (
    <>
      <path class="lane" d={`M${from} ${MIDDLE}C${to} ${MIDDLE} ${to} ${MIDDLE} ${to} ${ROW_PX}`} />
      <line class="lane" x1={to} x2={to} y1={ROW_PX} y2="100%" />
    </>
  );
}
