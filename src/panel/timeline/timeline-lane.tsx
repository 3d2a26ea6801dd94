import type { JSX } from 'preact';
import { showUntrusted } from '../../base/show-untrusted';
import { ThingLink } from '../label/thing-link';
import { Untrusted } from '../label/untrusted';
import { nameChainClient } from '../model/client-name';
import { usePanel } from '../model/panel-context';
import { selectInPanel } from '../model/select-in-panel';
import { isSelected } from '../model/selection';
import { buildLane, buildLooseLane, type Joint, type Lane, markSoftExpiry } from '../model/timeline-lanes';
import { LaneMarks } from './lane-marks';
import type { LaneSize } from './lane-size';
import type { LaneSource } from './list-lanes';
import { type TimeScale, toX } from './time-scale';
import { TokenBar } from './token-bar';

type TimelineLaneProps = {
  readonly source: LaneSource;
  readonly scale: TimeScale;
  readonly size: LaneSize;
  /** The crosshair is in it. */
  readonly isCurrent: boolean;
};

export function TimelineLane({ source, scale, size, isCurrent }: TimelineLaneProps): JSX.Element {
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
      style={{ height: `${size.lanePx}px` }}
    >
      <LaneName source={source} />
      <LaneDrawing lane={lane} scale={scale} size={size} />
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

type LaneDrawingProps = { readonly lane: Lane; readonly scale: TimeScale; readonly size: LaneSize };

function LaneDrawing({ lane, scale, size }: LaneDrawingProps): JSX.Element {
  return (
    <svg class="lane-drawing" width={scale.widthPx} height={size.lanePx} aria-hidden="true">
      {lane.renewals.map((bar) => (
        <TokenBar
          key={bar.entry.token.id}
          bar={bar}
          scale={scale}
          topPx={size.renewalTopPx - bar.row * size.renewalStepPx}
          heightPx={size.renewalPx}
          isRenewal
        />
      ))}
      {lane.access.map((bar) => (
        <TokenBar
          key={bar.entry.token.id}
          bar={bar}
          scale={scale}
          topPx={size.accessTopPx + bar.row * size.accessStepPx}
          heightPx={size.accessPx}
        />
      ))}
      {lane.joints.map((joint) => (
        <JointShape key={joint.refresh.id} joint={joint} x={toX(scale, joint.atMs)} size={size} />
      ))}
      <LaneMarks
        marks={[...lane.marks, ...markSoftExpiry(lane)].sort((a, b) => a.atMs - b.atMs)}
        scale={scale}
        size={size}
      />
    </svg>
  );
}

const HIT_PX = 8;

/** Easy to hit, though thin. One that was not in time has the colour of the sign that says so in words. */
type JointProps = { readonly joint: Joint; readonly x: number; readonly size: LaneSize };

function JointShape({ joint, x, size: { renewalTopPx, accessTopPx } }: JointProps): JSX.Element {
  const model = usePanel();
  const { refresh, text, tone } = joint;
  const isCurrent = isSelected(model.selection.value, 'refresh', refresh.id);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a picture; the crosshair and the lists offer the same by keyboard
    <g
      class={`joint joint-${tone}${isCurrent ? ' joint-current' : ''}`}
      onClick={() => selectInPanel(model, { kind: 'refresh', id: refresh.id })}
    >
      <rect
        class="joint-hit"
        x={x - HIT_PX / 2}
        y={renewalTopPx - 3}
        width={HIT_PX}
        height={accessTopPx - renewalTopPx + 6}
      />
      <rect
        x={x - (isCurrent ? 2 : 1)}
        y={renewalTopPx - 1}
        width={isCurrent ? 4 : 2}
        height={accessTopPx - renewalTopPx + 2}
      />
      <title>{showUntrusted(text)}</title>
    </g>
  );
}
