// Which two tokens are compared. Pure.

import type { TokenId } from '../../engine/ids';
import type { Selection } from './selection';

/** As many as a comparison needs. */
const PAIR = 2;

export const isPair = (picked: readonly TokenId[]): boolean => picked.length === PAIR;

/**
 * Picks a token, or takes it back. The first pick beside a selected token takes that one along; a third replaces the
 * oldest.
 */
export function pickFrom(picked: readonly TokenId[], id: TokenId, selection: Selection | null): readonly TokenId[] {
  if (picked.includes(id)) return picked.filter((other) => other !== id);
  const isBesideSelection = picked.length === 0 && selection?.kind === 'token';
  const others = isBesideSelection && selection.id !== id ? [selection.id] : picked;
  return [...others, id].slice(-PAIR);
}
