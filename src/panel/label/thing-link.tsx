// A label of a token, refresh or chain that selects what it names, everywhere alike.

import { computed } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { TokenId } from '../../engine/ids';
import { usePanel } from '../model/panel-context';
import { selectInPanel } from '../model/select-in-panel';
import { isSelected, type Selection } from '../model/selection';

type ThingLinkProps = {
  readonly label: string;
  readonly target: Selection;
  /** Inside a grid row the arrow keys rule; elsewhere it is a tab stop. */
  readonly isInGrid?: boolean;
};

export function ThingLink({ label, target, isInGrid = false }: ThingLinkProps): JSX.Element {
  const model = usePanel();
  const isCurrent = isSelected(model.selection.value, target.kind, target.id);
  return (
    <button
      type="button"
      class="link"
      tabIndex={isInGrid ? -1 : 0}
      aria-current={isCurrent ? 'true' : undefined}
      onClick={(event) => {
        event.stopPropagation();
        selectInPanel(model, target);
      }}
    >
      {label}
    </button>
  );
}

/** The link of a token by its id; a dash when the engine no longer holds it. */
export function TokenLink({ id, isInGrid = false }: TokenLinkProps): JSX.Element {
  const { feed } = usePanel();
  const label = useMemo(() => computed(() => feed.value.state.token.get(id)?.label), [feed, id]);
  if (label.value === undefined) return <span class="muted">{'\u2014'}</span>;
  return <ThingLink label={label.value} target={{ kind: 'token', id }} isInGrid={isInGrid} />;
}

type TokenLinkProps = { readonly id: TokenId; readonly isInGrid?: boolean };
