// biome-ignore-all lint/a11y/useSemanticElements: rows are windowed and laid out by CSS grid, which a table element forbids
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the one tab stop (aria-activedescendant)
import type { ComponentChildren, JSX } from 'preact';

type CellProps = { readonly class: string; readonly title?: string; readonly children?: ComponentChildren };

/** One cell of a grid row. */
export function Cell({ class: className, title, children }: CellProps): JSX.Element {
  return (
    <div role="gridcell" class={`cell ${className}`} title={title}>
      {children}
    </div>
  );
}
