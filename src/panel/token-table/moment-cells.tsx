// The cells that follow the clock; each reads it itself, so that a tick draws these and nothing else.

import type { JSX } from 'preact';
import { Cell } from '../grid/cell';
import { LifeBar } from '../label/life-bar';
import { PhaseMark } from '../label/phase-mark';
import { TokenLink } from '../label/thing-link';
import { usePanel } from '../model/panel-context';
import type { TokenEntry } from '../model/token-entry';
import { readEndedMs } from '../model/token-order';
import { readMoment, readSoftShare, type TokenMoment } from '../model/token-phase';
import { STATE_NAMES } from '../words/token-words';
import { writeClock } from '../words/write-time';

type MomentCellProps = { readonly entry: TokenEntry; readonly lifetimeSec: number | null };

function useMoment({ entry, lifetimeSec }: MomentCellProps): TokenMoment {
  const model = usePanel();
  return readMoment(model.feed.value.state, entry, lifetimeSec, model.nowMs.value);
}

export function TokenMark(props: MomentCellProps): JSX.Element {
  return <PhaseMark phase={useMoment(props).phase} />;
}

export function ExpiryCell(props: MomentCellProps): JSX.Element {
  const moment = useMoment(props);
  return (
    <Cell class="col-expiry">
      <LifeBar phase={moment.phase} share={moment.share} softShare={readSoftShare(props.entry, props.lifetimeSec)} />
      <span class={`countdown phase-${moment.phase}`} data-testid="countdown">
        {moment.text}
      </span>
    </Cell>
  );
}

/** The countdown already says the word for what ended a token; then this cell names its successor instead. */
export function StateCell(props: MomentCellProps): JSX.Element {
  const { state } = useMoment(props);
  const { token, ending } = props.entry;
  const successor =
    ending === 'superseded'
      ? (token.replacedBy ?? token.uses.findLast((use) => use.successor !== null)?.successor)
      : null;
  return (
    <Cell class="col-state">
      <span class={ending === null ? undefined : 'visually-hidden'} data-testid="token-state">
        {STATE_NAMES[state]}
      </span>
      {(ending === 'rejected' || ending === 'logged-out') && (
        <span class="muted mono">{writeClock(readEndedMs(props.entry))}</span>
      )}
      {successor !== null && successor !== undefined && (
        <span class="muted">
          {'\u2192 '}
          <TokenLink id={successor} isInGrid />
        </span>
      )}
    </Cell>
  );
}
