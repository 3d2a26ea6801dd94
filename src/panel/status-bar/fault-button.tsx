import type { JSX } from 'preact';
import { loadFaultList } from '../shell/late-parts';
import { LatePopover } from '../toolbar/late-popover';

const POPOVER_ID = 'faults';

/** How many faults there were: a number that opens the list of them. */
export function FaultButton({ count }: { readonly count: number }): JSX.Element {
  const text = `${count.toLocaleString('en')} ${count === 1 ? 'fault' : 'faults'}`;
  if (count === 0) return <span class="status-plain">{text}</span>;
  return (
    <>
      <button type="button" class="link status-faults" popovertarget={POPOVER_ID}>
        {text}
      </button>
      <LatePopover id={POPOVER_ID} class="fault-popover" load={loadFaultList} />
    </>
  );
}
