import type { JSX } from 'preact';
import type { Refresh } from '../../engine/refresh';
import { ThingLink } from '../label/thing-link';
import { Untrusted } from '../label/untrusted';
import { nameChainClient } from '../model/client-name';
import { usePanel } from '../model/panel-context';
import { selectInPanel } from '../model/select-in-panel';
import { isSelected } from '../model/selection';
import { buildLane, buildLooseLane, type Lane } from '../model/timeline-lanes';
import { LaneMarks } from './lane-marks';
import type { LaneSource } from './list-lanes';
import { type TimeScale, toX } from './time-scale';
import { TokenBar } from './token-bar';

export const LANE_PX = 58;
export const RENEWAL_TOP_PX = 7;
const RENEWAL_PX = 6;
/** A second line of a split chain runs above the first. */
const RENEWAL_STEP_PX = 7;
const ACCESS_TOP_PX = 17;
const ACCESS_PX = 9;
const ACCESS_STEP_PX = 12;

type TimelineLaneProps = {
  readonly source: LaneSource;
  readonly scale: TimeScale;
  /** The crosshair is in it. */
  readonly isCurrent: boolean;
};

export function TimelineLane({ source, scale, isCurrent }: TimelineLaneProps): JSX.Element {
  const model = usePanel();
  const { state } = model.feed.value;
  const refreshes = model.refreshesByChain.value;
  const lane =
    source.kind === 'chain'
      ? buildLane(state, source.chain, refreshes.get(source.chain.id) ?? [], model.entriesById.value, scale)
      : buildLooseLane(source.entries, scale);
  return (
    <div
      class={isCurrent ? 'lane-row lane-row-current' : 'lane-row'}
      data-lane={source.key}
      style={{ height: `${LANE_PX}px` }}
    >
      <LaneName source={source} />
      <LaneDrawing lane={lane} scale={scale} />
    </div>
  );
}

function LaneName({ source }: { readonly source: LaneSource }): JSX.Element {
  const { state } = usePanel().feed.value;
  if (source.kind === 'loose') return <div class="lane-name muted">no chain</div>;
  const client = nameChainClient(state, source.chain);
  return (
    <div class="lane-name">
      <ThingLink label={source.chain.label} target={{ kind: 'chain', id: source.chain.id }} />
      {client !== null && (
        <span class="muted lane-client">
          <Untrusted text={client} maxChars={40} />
        </span>
      )}
    </div>
  );
}

function LaneDrawing({ lane, scale }: { readonly lane: Lane; readonly scale: TimeScale }): JSX.Element {
  return (
    <svg class="lane-drawing" width={scale.widthPx} height={LANE_PX} aria-hidden="true">
      {lane.renewals.map((bar) => (
        <TokenBar
          key={bar.entry.token.id}
          bar={bar}
          scale={scale}
          topPx={RENEWAL_TOP_PX - bar.row * RENEWAL_STEP_PX}
          heightPx={RENEWAL_PX}
          isRenewal
        />
      ))}
      {lane.access.map((bar) => (
        <TokenBar
          key={bar.entry.token.id}
          bar={bar}
          scale={scale}
          topPx={ACCESS_TOP_PX + bar.row * ACCESS_STEP_PX}
          heightPx={ACCESS_PX}
        />
      ))}
      {lane.joints.map(({ atMs, refresh }) => (
        <Joint key={refresh.id} refresh={refresh} x={toX(scale, atMs)} />
      ))}
      <LaneMarks marks={lane.marks} scale={scale} />
    </svg>
  );
}

const HIT_PX = 8;

/** Where a refresh brought new tokens. Easy to hit, though thin. */
function Joint({ refresh, x }: { readonly refresh: Refresh; readonly x: number }): JSX.Element {
  const model = usePanel();
  const isCurrent = isSelected(model.selection.value, 'refresh', refresh.id);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a picture; the crosshair and the lists offer the same by keyboard
    <g
      class={isCurrent ? 'joint joint-current' : 'joint'}
      onClick={() => selectInPanel(model, { kind: 'refresh', id: refresh.id })}
    >
      <rect class="joint-hit" x={x - HIT_PX / 2} y={RENEWAL_TOP_PX - 3} width={HIT_PX} height="16" />
      <rect x={x - (isCurrent ? 2 : 1)} y={RENEWAL_TOP_PX - 1} width={isCurrent ? 4 : 2} height="12" />
    </g>
  );
}
