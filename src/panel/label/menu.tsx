// A context menu: opens at a place, takes the arrow keys, gives the focus back.

import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

export type MenuItem = { readonly text: string; readonly run: () => void };

type MenuProps = {
  readonly label: string;
  readonly place: { readonly xPx: number; readonly yPx: number };
  readonly items: readonly MenuItem[];
  readonly onClose: () => void;
};

const EDGE_PX = 4;

const focusOn = (element: Element | null | undefined): void => {
  if (element instanceof HTMLElement) element.focus();
};

export function Menu({ label, place, items, onClose }: MenuProps): JSX.Element {
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = menu.current;
    if (element === null) return undefined;
    const before = document.activeElement;
    element.showPopover();
    element.style.left = `${Math.max(EDGE_PX, Math.min(place.xPx, innerWidth - element.offsetWidth - EDGE_PX))}px`;
    element.style.top = `${Math.max(EDGE_PX, Math.min(place.yPx, innerHeight - element.offsetHeight - EDGE_PX))}px`;
    element.querySelector<HTMLElement>('button')?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [place]);

  function takeKey(event: KeyboardEvent): void {
    const buttons: readonly (Element | null)[] = [...(menu.current?.querySelectorAll('button') ?? [])];
    const at = buttons.indexOf(document.activeElement);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: (at + 1) % buttons.length,
      ArrowUp: (at - 1 + buttons.length) % buttons.length,
      Home: 0,
      End: buttons.length - 1,
    };
    const target = targets[event.key];
    if (target !== undefined) focusOn(buttons[target]);
    else if (event.key === 'Tab') onClose();
    // Enter and Escape are the button's and the popover's own; what is left must not reach the panel.
    else if (event.key === 'Enter' || event.key === ' ' || event.key === 'Escape') return event.stopPropagation();
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      class="menu"
      role="menu"
      aria-label={label}
      popover="auto"
      ref={menu}
      onKeyDown={takeKey}
      onToggle={(event) => {
        if (event.newState === 'closed') onClose();
      }}
    >
      {items.map(({ text, run }) => (
        <button
          key={text}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() => {
            onClose();
            run();
          }}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
