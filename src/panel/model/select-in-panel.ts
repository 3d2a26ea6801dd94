// What a click on a label does, the same everywhere.

import { batch } from '@preact/signals';
import type { TokenId } from '../../engine/ids';
import type { Choices } from './create-panel-model';
import { isPair, pickFrom } from './picked-pair';
import { hasDetail, isSelected, type Selection } from './selection';

/** Selects in all views; tokens, refreshes and requests open their detail, chains and findings their view. */
export function selectInPanel(choices: Choices, selection: Selection): void {
  batch(() => {
    choices.picked.value = [];
    if (selection.kind === 'chain') choices.view.value = 'chains';
    if (selection.kind === 'finding') {
      choices.view.value = 'findings';
      choices.openFinding.value = selection.id;
    }
    if (hasDetail(selection)) choices.isDetailOpen.value = true;
    moveSelection(choices, selection);
  });
}

/** Selects without opening anything: what an arrow key does. */
export function moveSelection(choices: Choices, selection: Selection): void {
  if (!isSelected(choices.selection.peek(), selection.kind, selection.id)) choices.selection.value = selection;
}

/** Space, or a click with Ctrl; the second pick opens the comparison. */
export function pickToken(choices: Choices, id: TokenId): void {
  const picked = pickFrom(choices.picked.peek(), id, choices.selection.peek());
  batch(() => {
    choices.picked.value = picked;
    if (isPair(picked)) choices.isDetailOpen.value = true;
  });
}

/** What a refresh changed, from the outside: both at once. */
export function comparePair(choices: Choices, first: TokenId, second: TokenId): void {
  batch(() => {
    choices.picked.value = [first, second];
    choices.isDetailOpen.value = true;
  });
}

/** Escape: ends the comparison first, then closes the detail, then forgets the selection and closes the finding. */
export function backOut(choices: Choices): void {
  if (choices.picked.peek().length > 0) choices.picked.value = [];
  else if (choices.isDetailOpen.peek()) choices.isDetailOpen.value = false;
  else {
    choices.selection.value = null;
    choices.openFinding.value = null;
  }
}

/** Is there anything that backing out would change? */
export function hasWayBack({ picked, isDetailOpen, selection, openFinding }: Choices): boolean {
  return picked.peek().length > 0 || isDetailOpen.peek() || selection.peek() !== null || openFinding.peek() !== null;
}
