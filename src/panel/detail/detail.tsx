// The selected token or refresh as a short story. Beside the list in wide docks, a sheet over it in narrow ones.

import type { ComponentChildren, JSX } from 'preact';
import { usePanel } from '../model/panel-context';
import { RefreshDetail } from './refresh-detail';
import { TokenDetail } from './token-detail';

export function Detail(): JSX.Element | null {
  const model = usePanel();
  const selection = model.selection.value;
  if (!model.isDetailShown.value || selection === null) return null;
  const { state } = model.feed.value;
  if (selection.kind === 'token') {
    const entry = model.entriesById.value.get(selection.id);
    return <Pane name="Token">{entry === undefined ? <Gone /> : <TokenDetail entry={entry} />}</Pane>;
  }
  const refresh = selection.kind === 'refresh' ? state.refresh.get(selection.id) : undefined;
  return <Pane name="Refresh">{refresh === undefined ? <Gone /> : <RefreshDetail refresh={refresh} />}</Pane>;
}

function Pane({ name, children }: { readonly name: string; readonly children: ComponentChildren }): JSX.Element {
  const model = usePanel();
  return (
    <aside class="detail" aria-label={`${name} detail`} data-testid="detail">
      <button
        type="button"
        class="tool detail-close"
        aria-label="Close detail"
        title="Close (Esc)"
        onClick={() => {
          model.isDetailOpen.value = false;
        }}
      >
        <span aria-hidden="true">{'\u2715'}</span>
      </button>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must take the focus to be scrolled by keys */}
      <div class="detail-body" tabIndex={0}>
        {children}
      </div>
    </aside>
  );
}

function Gone(): JSX.Element {
  return <p class="empty-text">Not in this scope, or dropped to keep memory bounded.</p>;
}
