import type { JSX } from 'preact';
import { readLog } from '../../engine/create-state';
import type { Fault } from '../../engine/state';
import { Untrusted } from '../label/untrusted';
import { usePanel } from '../model/panel-context';
import { writeMoment } from '../words/write-time';

const MAX_SHOWN = 20;

/** What could not be read and was skipped: of the worker, then of this panel, each newest first. */
export function FaultList(): JSX.Element {
  const { feed, nowMs } = usePanel();
  const { state, faults: own } = feed.value;
  return (
    <>
      <h2>Faults</h2>
      <p class="muted">Something could not be read and was skipped. The rest goes on.</p>
      <ul>
        {takeNewest<Fault>(readLog(state).faults).map((fault, place) => (
          <li key={place}>
            <span class="mono muted">{writeMoment(fault.atMs, nowMs.peek())}</span>{' '}
            <Untrusted text={`${fault.where}: ${fault.reason}`} />
          </li>
        ))}
        {takeNewest(own).map((reason, place) => (
          <li key={`own${place}`}>
            <span class="muted">panel</span> <Untrusted text={reason} />
          </li>
        ))}
      </ul>
    </>
  );
}

const takeNewest = <Item,>(newestLast: readonly Item[]): readonly Item[] => newestLast.slice(-MAX_SHOWN).toReversed();
