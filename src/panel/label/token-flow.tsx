import type { JSX } from 'preact';
import type { TokenId } from '../../engine/ids';
import type { Refresh } from '../../engine/refresh';
import { TokenLink } from './thing-link';

type TokenFlowProps = { readonly refresh: Refresh; readonly isInGrid?: boolean };

/** "RT6 → AT7 RT7": what was presented and what came back. */
export function TokenFlow({ refresh, isInGrid = false }: TokenFlowProps): JSX.Element {
  const fresh = refresh.issued.filter((id) => id !== refresh.presented);
  return (
    <>
      {refresh.presented === null ? (
        <span class="muted">{'\u2014'}</span>
      ) : (
        <TokenLink id={refresh.presented} isInGrid={isInGrid} />
      )}
      {fresh.length > 0 && <span class="muted">{' \u2192 '}</span>}
      <TokenList ids={fresh} isInGrid={isInGrid} />
    </>
  );
}

type TokenListProps = { readonly ids: readonly TokenId[]; readonly isInGrid?: boolean };

export function TokenList({ ids, isInGrid = false }: TokenListProps): JSX.Element {
  return (
    <>
      {ids.map((id) => (
        <span key={id}>
          <TokenLink id={id} isInGrid={isInGrid} />{' '}
        </span>
      ))}
    </>
  );
}
