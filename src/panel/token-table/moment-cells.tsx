// The cells that follow the clock: a tick draws anew what it changes in them and nothing else.

import type { JSX } from 'preact';
import { STATE_NAMES } from '../../report/state-words';
import { Cell } from '../grid/cell';
import { LifeBar } from '../label/life-bar';
import { PhaseMark } from '../label/phase-mark';
import { TokenLink } from '../label/thing-link';
import { usePanel } from '../model/panel-context';
import type { TokenEntry } from '../model/token-entry';
import { readSoftShare } from '../model/token-phase';
import { isSameDay, writeClock, writeShortDay, writeUtc } from '../words/write-time';

export function TokenMark({ entry }: { readonly entry: TokenEntry }): JSX.Element {
  return <PhaseMark phase={usePanel().momentOf(entry).phase.value} />;
}

export function ExpiryCell({ entry }: { readonly entry: TokenEntry }): JSX.Element {
  const { phase, share, text } = usePanel().momentOf(entry);
  return (
    <Cell class="col-expiry">
      <LifeBar phase={phase.value} share={share.value} softShare={readSoftShare(entry)} />
      <span class={`countdown phase-${phase.value}`} data-testid="countdown">
        {text}
      </span>
    </Cell>
  );
}

/** The countdown already says the word for what ended a token; then this cell names its successor instead. */
export function StateCell({ entry }: { readonly entry: TokenEntry }): JSX.Element {
  const state = usePanel().momentOf(entry).state.value;
  const { token, ending } = entry;
  const successor =
    ending === 'superseded' || ending === 'rejected'
      ? (token.replacedBy ?? token.uses.findLast((use) => use.successor !== null)?.successor ?? null)
      : null;
  return (
    <Cell class="col-state">
      <span class={ending === null ? undefined : 'visually-hidden'} data-testid="token-state">
        {STATE_NAMES[state]}
      </span>
      {(ending === 'rejected' || ending === 'logged-out') && successor === null && <EndTime atMs={entry.overMs} />}
      {successor !== null && (
        <span class="muted">
          {'\u2192 '}
          <TokenLink id={successor} isInGrid />
        </span>
      )}
    </Cell>
  );
}

/** The column has room for one of the two. */
function EndTime({ atMs }: { readonly atMs: number }): JSX.Element {
  return (
    <span class="muted mono" title={writeUtc(atMs)}>
      {isSameDay(atMs, usePanel().todayMs.value) ? writeClock(atMs) : writeShortDay(atMs)}
    </span>
  );
}
