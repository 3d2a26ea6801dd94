import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Chain } from '../../engine/chain';
import { buildChainTree, type ChainRow } from '../model/chain-tree';
import { foldChain } from '../model/fold-chain';
import { layLanes } from '../model/lay-lanes';
import { usePanel } from '../model/panel-context';
import { selectsChain } from '../model/selection';
import { ChainHead } from './chain-head';
import { ChainTreeRow } from './chain-tree-row';

/** One chain: its head line and its tree. */
export function ChainSection({ chain }: { readonly chain: Chain }): JSX.Element {
  const model = usePanel();
  const opened = useSignal<ReadonlySet<string>>(new Set());
  const { state } = model.feed.value;
  const selection = model.selection.value;
  const selectedToken = selection?.kind === 'token' ? selection.id : null;
  const tree = buildChainTree(state, chain, model.refreshesByChain.value.get(chain.id) ?? []);
  const rows = foldChain(tree, opened.value, selectedToken);
  const lines = layLanes(rows);
  const laneCount = 1 + Math.max(0, ...lines.map((line) => line.lane));
  const isCurrent = selectsChain(selection, chain);
  const section = useRevealed(isCurrent);
  return (
    <section
      class={isCurrent ? 'chain chain-current' : 'chain'}
      data-testid="chain"
      data-label={chain.label}
      ref={section}
    >
      <ChainHead chain={chain} />
      {opened.value.size > 0 && (
        <button
          type="button"
          class="link chain-refold"
          onClick={() => {
            opened.value = new Set();
          }}
        >
          Fold long runs again
        </button>
      )}
      {rows.length > 0 ? (
        <ol>
          {rows.map((row, place) => (
            <ChainTreeRow
              key={keyOf(row)}
              row={row}
              lines={lines[place]}
              laneCount={laneCount}
              onUnfold={(key) => {
                opened.value = new Set([...opened.value, key]);
              }}
            />
          ))}
        </ol>
      ) : (
        <p class="chain-note muted">No renewal credential of this chain was seen.</p>
      )}
    </section>
  );
}

function keyOf(row: ChainRow): string {
  if (row.kind === 'credential') return row.token.id;
  return row.kind === 'use' ? row.refresh.id : `fold ${row.key}`;
}

/** The chain that someone asked for comes into sight; one that merely changes stays where it is. */
function useRevealed(isCurrent: boolean): { readonly current: HTMLElement | null } {
  const section = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (isCurrent) section.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return section;
}
