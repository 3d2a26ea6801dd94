import { useSignal } from '@preact/signals';
import type { FunctionComponent, JSX } from 'preact';
import { Lazy } from '../shell/lazy';

type LatePopoverProps = {
  /** That its button names as its target. */
  readonly id: string;
  readonly class: string;
  readonly load: () => Promise<FunctionComponent<Record<string, never>>>;
};

/** What a button opens: drawn only while it is open, so that nothing in it is loaded or gathered before. */
export function LatePopover({ id, class: className, load }: LatePopoverProps): JSX.Element {
  const isOpen = useSignal(false);
  return (
    <div
      id={id}
      popover="auto"
      class={`popover ${className}`}
      onToggle={({ newState }) => {
        isOpen.value = newState === 'open';
      }}
    >
      {isOpen.value && <Lazy load={load} />}
    </div>
  );
}
