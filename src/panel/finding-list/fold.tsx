import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';

type FoldProps = { readonly title: string; readonly count: number; readonly children: ComponentChildren };

/** A group that is closed until somebody asks: a heading with a count, and what it holds. */
export function Fold({ title, count, children }: FoldProps): JSX.Element {
  const isOpen = useSignal(false);
  const id = useId();
  const toggle = (): void => {
    isOpen.value = !isOpen.value;
  };
  return (
    <section aria-label={title}>
      <h2 class="finding-heading">
        <button type="button" class="fold-toggle" aria-expanded={isOpen.value} aria-controls={id} onClick={toggle}>
          <span class={isOpen.value ? 'caret caret-open' : 'caret'} aria-hidden="true" />
          {title} <span class="muted">{count}</span>
        </button>
      </h2>
      <div id={id}>{isOpen.value && children}</div>
    </section>
  );
}
