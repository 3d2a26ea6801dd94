// From the label in a sentence back to what it names.

import type { ToldState } from '../../engine/state';
import type { Selection } from './selection';

export function indexLabels(state: ToldState): ReadonlyMap<string, Selection> {
  const index = new Map<string, Selection>();
  for (const token of state.token.values()) index.set(token.label, { kind: 'token', id: token.id });
  for (const refresh of state.refresh.values()) index.set(refresh.label, { kind: 'refresh', id: refresh.id });
  for (const chain of state.chain.values()) index.set(chain.label, { kind: 'chain', id: chain.id });
  return index;
}

const LABEL = /\b((?:AT|RT|ID|JWT|PROOF|KEY|C|R)[1-9]\d*)\b/;

/** Text and labels in turn: the odd places of the result are labels. */
export const splitAtLabels = (text: string): readonly string[] => text.split(LABEL);
