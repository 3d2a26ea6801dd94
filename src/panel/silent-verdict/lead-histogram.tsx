// How long before expiry the renewals came, as bars; the same as a table for who cannot see them.

import type { JSX } from 'preact';
import type { LeadBin } from '../../report/lead-times';
import { writeBin } from '../../report/write-silent-refresh';

const BIN_PX = 52;
const BAR_PX = 30;
const PLOT_PX = 44;
const TOP_PX = 12;
const HEIGHT_PX = TOP_PX + PLOT_PX + 14;

export function LeadHistogram({ bins }: { readonly bins: readonly LeadBin[] }): JSX.Element {
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const width = bins.length * BIN_PX;
  return (
    <figure class="histogram" data-testid="lead-times">
      <figcaption>Lead time before expiry</figcaption>
      <svg width={width} height={HEIGHT_PX} viewBox={`0 0 ${width} ${HEIGHT_PX}`} aria-hidden="true">
        {bins.map((bin, place) => (
          <Bar key={writeBin(bin)} bin={bin} x={place * BIN_PX} share={bin.count / most} />
        ))}
        <line class="histogram-floor" x1={0} x2={width} y1={TOP_PX + PLOT_PX} y2={TOP_PX + PLOT_PX} />
      </svg>
      {/* A table takes the room of its words, whatever width it is given: it is hidden in something that does not. */}
      <div class="visually-hidden">
        <table>
          <caption>Lead time before expiry</caption>
          <thead>
            <tr>
              <th scope="col">Lead time</th>
              <th scope="col">Renewals</th>
            </tr>
          </thead>
          <tbody>
            {bins.map((bin) => (
              <tr key={writeBin(bin)}>
                <th scope="row">{writeBin(bin)}</th>
                <td>{bin.count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

type BarProps = { readonly bin: LeadBin; readonly x: number; readonly share: number };

function Bar({ bin, x, share }: BarProps): JSX.Element {
  // One of very many still shows.
  const height = bin.count === 0 ? 0 : Math.max(2, share * PLOT_PX);
  const top = TOP_PX + PLOT_PX - height;
  const middle = x + BIN_PX / 2;
  return (
    <g>
      <title>{`${writeBin(bin)}: ${bin.count}`}</title>
      <rect
        class={bin.fromSec === null ? 'histogram-bar histogram-after' : 'histogram-bar'}
        x={middle - BAR_PX / 2}
        y={top}
        width={BAR_PX}
        height={height}
      />
      {bin.count > 0 && (
        <text class="histogram-count" x={middle} y={top - 2}>
          {bin.count}
        </text>
      )}
      <text class="histogram-edge" x={middle} y={HEIGHT_PX - 3}>
        {writeEdge(bin)}
      </text>
    </g>
  );
}

const UNITS = [
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
] as const;

/** "30–60 s", "2–5 min", "after": as short as the bar is wide. */
function writeEdge({ fromSec, toSec }: LeadBin): string {
  if (fromSec === null) return 'after';
  const largest = toSec ?? fromSec;
  const [sec, unit] = UNITS.find(([size]) => largest >= size && fromSec % size === 0) ?? [1, 's'];
  return toSec === null ? `> ${fromSec / sec} ${unit}` : `${fromSec / sec}\u2013${toSec / sec} ${unit}`;
}
