// biome-ignore-all lint/a11y/noStaticElementInteractions: a picture; the lists offer the same by keyboard
// biome-ignore-all lint/a11y/useKeyWithClickEvents: as above
import type { JSX } from 'preact';
import { showUntrusted } from '../../base/show-untrusted';
import { usePanel } from '../model/panel-context';
import { selectInPanel } from '../model/select-in-panel';
import type { Mark } from '../model/timeline-lanes';
import { type PlacedMark, placeMarks } from './place-marks';
import { type TimeScale, toX } from './time-scale';

const MARK_Y = 48;
const REPLACED_Y = 13;

/** Where something went another way than planned: a sign with words, and for a repeat the way back to its replacement. */
export function LaneMarks({
  marks,
  scale,
}: {
  readonly marks: readonly Mark[];
  readonly scale: TimeScale;
}): JSX.Element {
  return (
    <>
      {placeMarks(marks, scale).map((placed) => (
        <OneMark key={placed.mark.key} placed={placed} scale={scale} />
      ))}
    </>
  );
}

function OneMark({
  placed: { mark, x, side, text },
  scale,
}: {
  readonly placed: PlacedMark;
  readonly scale: TimeScale;
}): JSX.Element {
  const model = usePanel();
  const { refresh, sinceMs } = mark;
  const open = (): void => {
    if (refresh !== null) selectInPanel(model, { kind: 'refresh', id: refresh.id });
  };
  return (
    <g class={`lane-mark lane-mark-${mark.tone}`} onClick={open}>
      {sinceMs !== null && <path class="way-back" d={drawWayBack(toX(scale, sinceMs), x)} />}
      {mark.tone === 'bad' ? <circle cx={x} cy={MARK_Y} r="4" /> : <path d={`M${x} ${MARK_Y - 5}l5 9h-10z`} />}
      {text !== '' && (
        <text x={side === 'right' ? x + 7 : x - 7} y={MARK_Y + 4} text-anchor={side === 'right' ? 'start' : 'end'}>
          {showUntrusted(text)}
        </text>
      )}
      <title>{showUntrusted(mark.text)}</title>
    </g>
  );
}

const drawWayBack = (fromX: number, toX: number): string =>
  `M${fromX} ${REPLACED_Y}C${fromX} ${MARK_Y} ${fromX + (toX - fromX) * 0.3} ${MARK_Y} ${toX - 5} ${MARK_Y}`;
