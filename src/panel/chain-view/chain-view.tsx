// All chains of the scope, newest first, each drawn as a tree.

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { usePanel } from '../model/panel-context';
import { selectsChain } from '../model/selection';
import { NoMatch } from '../toolbar/no-match';
import { ChainSection } from './chain-section';

/** More than anyone reads at once; the rest comes on demand, and what was selected elsewhere comes with it. */
const PAGE_CHAINS = 40;

export function ChainView(): JSX.Element {
  const model = usePanel();
  const limit = useSignal(PAGE_CHAINS);
  const chains = model.chainRows.value;
  if (chains.length === 0) return <NoChains />;
  const selection = model.selection.value;
  const shown = chains.filter((chain, place) => place < limit.value || selectsChain(selection, chain));
  const hidden = chains.length - shown.length;
  return (
    <div class="scroll" tabIndex={-1}>
      {shown.map((chain) => (
        <ChainSection key={chain.id} chain={chain} />
      ))}
      {hidden > 0 && (
        <button
          type="button"
          class="action"
          onClick={(event) => {
            limit.value += PAGE_CHAINS;
            // With the last page this button goes: the keyboard goes on from the list.
            event.currentTarget.parentElement?.focus();
          }}
        >
          {`Show ${Math.min(hidden, PAGE_CHAINS)} of ${hidden.toLocaleString('en')} older chains`}
        </button>
      )}
    </div>
  );
}

function NoChains(): JSX.Element {
  const model = usePanel();
  if (!model.feed.value.isFilled) return <p class="empty-text">Connecting to the background worker{'\u2026'}</p>;
  if (model.chains.value.length > 0) return <NoMatch thing="chain" />;
  if (model.environment.imported !== null) return <p class="empty-text">No chain in this file.</p>;
  return (
    <div class="empty-text">
      <p>No chain seen yet.</p>
      <p class="muted">
        A chain is everything that grew from one sign-in: each refresh token, the one that replaced it, and the access
        tokens that came with them.
      </p>
    </div>
  );
}
