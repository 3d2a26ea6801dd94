import type { JSX } from 'preact';
import { readLog } from '../../engine/create-state';
import { usePanel } from '../model/panel-context';
import { writeMoment } from '../words/write-time';
import { type TimeScale, toX } from './time-scale';

type GapBandsProps = {
  readonly scale: TimeScale;
  /** Where the words stand, from the top. */
  readonly wordsPx: number;
};

const WORDS_PX = 74;

/** Stretches in which nothing was watched: an empty lane there means nothing. */
export function GapBands({ scale, wordsPx }: GapBandsProps): JSX.Element {
  const { feed, nowMs } = usePanel();
  const { gaps } = readLog(feed.value.state);
  const now = nowMs.peek();
  return (
    <div class="timeline-overlay">
      {gaps
        .filter((gap) => gap.fromMs < scale.toMs && gap.toMs > scale.fromMs)
        .map((gap) => {
          const left = Math.max(0, toX(scale, gap.fromMs));
          const widthPx = Math.max(1, Math.min(scale.widthPx, toX(scale, gap.toMs)) - left);
          const title = `Not watched from ${writeMoment(gap.fromMs, now)} to ${writeMoment(gap.toMs, now)}: ${gap.reason}`;
          return (
            <span
              key={gap.fromMs}
              class="gap-band"
              title={title}
              style={{ left: `${left}px`, width: `${widthPx}px`, paddingTop: `${wordsPx}px` }}
            >
              {widthPx >= WORDS_PX && <span class="gap-words">not watched</span>}
            </span>
          );
        })}
    </div>
  );
}
