// biome-ignore-all lint/a11y/useSemanticElements: rows are windowed and laid out by CSS grid, which a table element forbids
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the one tab stop (aria-activedescendant)
import { type ComponentChildren, createContext, type JSX } from 'preact';
import { useContext } from 'preact/hooks';

type CellProps = { readonly class: string; readonly title?: string | undefined; readonly children?: ComponentChildren };

/** The cell under the grid's cursor, by the class of its column. */
export type FocusedCellFacts = { readonly id: string; readonly class: string };

/** Null in all rows but one. */
export const FocusedCell = createContext<FocusedCellFacts | null>(null);

/** One cell of a grid row. */
export function Cell({ class: className, title, children }: CellProps): JSX.Element {
  const focused = useContext(FocusedCell);
  const isFocused = focused?.class === className;
  return (
    <div
      role="gridcell"
      class={isFocused ? `cell cell-focused ${className}` : `cell ${className}`}
      id={isFocused ? focused.id : undefined}
      title={title}
    >
      {children}
    </div>
  );
}
