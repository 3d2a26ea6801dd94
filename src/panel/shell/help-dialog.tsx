import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { usePanel } from '../model/panel-context';
import { loadHelpText } from './late-parts';
import { Lazy } from './lazy';

export function HelpDialog(): JSX.Element {
  const model = usePanel();
  const isOpen = model.isHelpOpen.value;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isOpen]);
  const close = (): void => {
    model.isHelpOpen.value = false;
  };
  return (
    <dialog class="help" ref={dialog} onClose={close} aria-label="Help">
      {isOpen && (
        <>
          <Lazy load={loadHelpText} />
          <button type="button" class="action" onClick={close}>
            Close
          </button>
        </>
      )}
    </dialog>
  );
}
