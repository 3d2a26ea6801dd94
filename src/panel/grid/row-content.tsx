import { Component, type ComponentChildren, type JSX } from 'preact';
import { FocusedCell, type FocusedCellFacts } from './cell';

type RowContentProps<Row> = {
  readonly row: Row;
  readonly render: (row: Row) => ComponentChildren;
  readonly focused: FocusedCellFacts | null;
};

/** What stands in a row. Drawn again when it is another row, drawing or cursor, not with each step of a scroll. */
export class RowContent<Row> extends Component<RowContentProps<Row>> {
  override shouldComponentUpdate(next: RowContentProps<Row>): boolean {
    const { row, render, focused } = this.props;
    return next.row !== row || next.render !== render || next.focused !== focused;
  }

  override render({ row, render, focused }: RowContentProps<Row>): JSX.Element {
    return <FocusedCell value={focused}>{render(row)}</FocusedCell>;
  }
}
