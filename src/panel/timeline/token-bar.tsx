// biome-ignore-all lint/a11y/noStaticElementInteractions: a picture; the lists offer the same by keyboard
// biome-ignore-all lint/a11y/useKeyWithClickEvents: as above
import type { JSX } from 'preact';
import { usePanel } from '../model/panel-context';
import { selectInPanel } from '../model/select-in-panel';
import { isSelected } from '../model/selection';
import { type Bar, readSoftMs } from '../model/timeline-lanes';
import type { Phase } from '../model/token-phase';
import { type TimeScale, toX } from './time-scale';

type TokenBarProps = {
  readonly bar: Bar;
  readonly scale: TimeScale;
  readonly topPx: number;
  readonly heightPx: number;
  readonly isRenewal?: boolean;
};

const LEAST_PX = 3;

/** From issue to end. What an event ended is drawn at rest; only the living follow the clock. */
export function TokenBar(props: TokenBarProps): JSX.Element {
  return props.bar.entry.ending === null ? <LivingBar {...props} /> : <BarShape {...props} phase="over" />;
}

function LivingBar(props: TokenBarProps): JSX.Element {
  return <BarShape {...props} phase={usePanel().momentOf(props.bar.entry).phase.value} />;
}

function BarShape({
  bar,
  scale,
  topPx,
  heightPx,
  isRenewal = false,
  phase,
}: TokenBarProps & { readonly phase: Phase }): JSX.Element {
  const model = usePanel();
  const { token } = bar.entry;
  const left = Math.max(-LEAST_PX, toX(scale, bar.fromMs));
  const right = Math.min(scale.widthPx + LEAST_PX, bar.toMs === null ? Infinity : toX(scale, bar.toMs));
  const softMs = bar.toMs === null ? null : readSoftMs(token, bar.toMs);
  const isCurrent = isSelected(model.selection.value, 'token', token.id);
  const kind = isRenewal ? 'span-credential' : 'span-access';
  return (
    <>
      <rect
        class={`span ${kind} span-${phase}${isCurrent ? ' span-current' : ''}`}
        x={left}
        y={topPx}
        width={Math.max(LEAST_PX, right - left - 1)}
        height={heightPx}
        rx={isRenewal ? 0 : 3}
        onClick={() => selectInPanel(model, { kind: 'token', id: token.id })}
      >
        <title>{token.label}</title>
      </rect>
      {softMs !== null && <rect class="soft-tick" x={toX(scale, softMs)} y={topPx} width="2" height={heightPx} />}
    </>
  );
}
