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
    <svg class="lanes" width={laneCount * LANE_PX + 6} height={ROW_PX} aria-hidden="true">
      {lines.through.map((lane) => (
        <path key={lane} class="lane" d={`M${x(lane)} 0V${ROW_PX}`} />
      ))}
      {lines.above && <path class="lane" d={`M${own} 0V${MIDDLE}`} />}
      {lines.below && <path class={node === 'fold' ? 'lane lane-fold' : 'lane'} d={`M${own} ${MIDDLE}V${ROW_PX}`} />}
      {lines.forksTo.map((lane) => (
        <path
          key={lane}
          class="lane"
          d={`M${own} ${MIDDLE}C${x(lane)} ${MIDDLE} ${x(lane)} ${MIDDLE} ${x(lane)} ${ROW_PX}`}
        />
      ))}
      {node === 'use' ? (
        <path class="node node-use" d={`M${own - 3} ${MIDDLE - 3}l6 6m0 -6l-6 6`} />
      ) : (
        <circle class={`node node-${node}`} cx={own} cy={MIDDLE} r={node === 'fold' ? 1.5 : 3.5} />
      )}
    </svg>
  );
}
