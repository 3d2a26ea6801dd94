// What is selected, once for all views.

import type { Chain } from '../../engine/chain';
import type { ChainId, RefreshId, SendId, TokenId } from '../../engine/ids';

export type Selection =
  | { readonly kind: 'token'; readonly id: TokenId }
  | { readonly kind: 'refresh'; readonly id: RefreshId }
  | { readonly kind: 'send'; readonly id: SendId }
  | { readonly kind: 'chain'; readonly id: ChainId }
  | { readonly kind: 'finding'; readonly id: string };

export const isSelected = (selection: Selection | null, kind: Selection['kind'], id: string): boolean =>
  selection !== null && selection.kind === kind && selection.id === id;

/** The chain itself, or a credential or access token of it. */
export function selectsChain(selection: Selection | null, { id, credentials, accessTokens }: Chain): boolean {
  if (selection?.kind !== 'token') return isSelected(selection, 'chain', id);
  return credentials.includes(selection.id) || accessTokens.includes(selection.id);
}

/** What the detail pane can show. */
export const hasDetail = (selection: Selection | null): boolean =>
  selection?.kind === 'token' || selection?.kind === 'refresh' || selection?.kind === 'send';
