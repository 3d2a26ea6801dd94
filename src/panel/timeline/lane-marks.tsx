// biome-ignore-all lint/a11y/noStaticElementInteractions: a picture; the lists offer the same by keyboard
// biome-ignore-all lint/a11y/useKeyWithClickEvents: as above
import type { JSX } from 'preact';
import { showUntrusted } from '../../base/show-untrusted';
import { usePanel } from '../model/panel-context';
import { selectInPanel } from '../model/select-in-panel';
import type { Mark } from '../model/timeline-lanes';
import type { LaneSize } from './lane-size';
import { type PlacedMark, placeMarks } from './place-marks';
import { type TimeScale, toX } from './time-scale';

const MEAN_CHAR_PX = 5.6;

/** Where something went another way than planned: a sign with words, and for a repeat the way back to its replacement. */
type LaneMarksProps = { readonly marks: readonly Mark[]; readonly scale: TimeScale; readonly size: LaneSize };

export function LaneMarks({ marks, scale, size }: LaneMarksProps): JSX.Element {
  // Not with each second: words may change sides only when the lane is drawn anew.
  const all = placeMarks(marks, scale, usePanel().nowMs.peek());
  // The ways back first: the words of other marks stand over them.
  return (
    <>
      {all.map((placed) => (
        <WayBack key={placed.mark.key} placed={placed} scale={scale} size={size} />
      ))}
      {all.map((placed) => (
        <OneMark key={placed.mark.key} placed={placed} size={size} />
      ))}
    </>
  );
}

type OneMarkProps = { readonly placed: PlacedMark; readonly size: LaneSize };

function OneMark({ placed: { mark, x, side, text }, size }: OneMarkProps): JSX.Element {
  const model = usePanel();
  const y = size.markYPx;
  return (
    <g class={`lane-mark lane-mark-${mark.tone}`} onClick={() => selectInPanel(model, mark.target)}>
      {drawSign(mark.tone, x, y)}
      {text !== '' && (
        <text x={side === 'right' ? x + 7 : x - 7} y={y + 4} text-anchor={side === 'right' ? 'start' : 'end'}>
          {showUntrusted(text)}
        </text>
      )}
      <title>{showUntrusted(mark.text)}</title>
    </g>
  );
}

function drawSign(tone: Mark['tone'], x: number, y: number): JSX.Element {
  if (tone === 'bad') return <circle cx={x} cy={y} r="4" />;
  return tone === 'plain' ? <path d={`M${x} ${y - 5}h2v9h-2z`} /> : <path d={`M${x} ${y - 5}l5 9h-10z`} />;
}

/** It leads to the words where they stand on its side. */
function WayBack({ placed, scale, size }: OneMarkProps & { readonly scale: TimeScale }): JSX.Element | null {
  const { mark, x, side, text } = placed;
  if (mark.sinceMs === null) return null;
  const fromX = toX(scale, mark.sinceMs);
  const endX = side === 'left' ? Math.max(fromX, x - text.length * MEAN_CHAR_PX) : x;
  return <path class={`way-back way-back-${mark.tone}`} d={drawWayBack(fromX, endX, size)} />;
}

function drawWayBack(fromX: number, toX: number, { renewalTopPx, renewalPx, markYPx }: LaneSize): string {
  return `M${fromX} ${renewalTopPx + renewalPx}C${fromX} ${markYPx} ${fromX + (toX - fromX) * 0.3} ${markYPx} ${toX - 5} ${markYPx}`;
}
