import { Component, type ComponentChildren } from 'preact';

type RowContentProps<Row> = { readonly row: Row; readonly render: (row: Row) => ComponentChildren };

/** What stands in a row. Drawn again when it is another row or another drawing, not with each step of a scroll. */
export class RowContent<Row> extends Component<RowContentProps<Row>> {
  override shouldComponentUpdate(next: RowContentProps<Row>): boolean {
    return next.row !== this.props.row || next.render !== this.props.render;
  }

  override render({ row, render }: RowContentProps<Row>): ComponentChildren {
    return render(row);
  }
}
