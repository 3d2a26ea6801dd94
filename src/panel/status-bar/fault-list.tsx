import type { JSX } from 'preact';
import type { Fault } from '../../engine/state';
import { Untrusted } from '../label/untrusted';
import { usePanel } from '../model/panel-context';
import { writeMoment } from '../words/write-time';

type FaultListProps = {
  /** Of the worker, newest last; `count` also counts those no longer kept. */
  readonly faults: readonly Fault[];
  readonly count: number;
  /** Of this panel. */
  readonly own: readonly string[];
};

const POPOVER_ID = 'faults';
const MAX_SHOWN = 20;

/** What could not be read and was skipped: a number that opens a list. */
export function FaultList({ faults, count, own }: FaultListProps): JSX.Element {
  const nowMs = usePanel().nowMs.peek();
  const total = count + own.length;
  const text = `${total.toLocaleString('en')} ${total === 1 ? 'fault' : 'faults'}`;
  if (total === 0) return <span class="status-plain">{text}</span>;
  return (
    <>
      <button type="button" class="link status-faults" popovertarget={POPOVER_ID}>
        {text}
      </button>
      <div id={POPOVER_ID} popover="auto" class="popover fault-popover">
        <h2>Faults</h2>
        <p class="muted">Something could not be read and was skipped. The rest goes on.</p>
        <ul>
          {faults
            .slice(-MAX_SHOWN)
            .toReversed()
            .map((fault, place) => (
              <li key={place}>
                <span class="mono muted">{writeMoment(fault.atMs, nowMs)}</span>{' '}
                <Untrusted text={`${fault.where}: ${fault.reason}`} />
              </li>
            ))}
          {own
            .slice(-MAX_SHOWN)
            .toReversed()
            .map((reason, place) => (
              <li key={`own${place}`}>
                <span class="muted">panel</span> <Untrusted text={reason} />
              </li>
            ))}
        </ul>
      </div>
    </>
  );
}
