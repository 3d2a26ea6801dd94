// What a click on a label does, the same everywhere.

import { batch } from '@preact/signals';
import type { Choices } from './create-panel-model';
import { isSelected, type Selection } from './selection';

/** Selects in all views; tokens and refreshes open their detail, chains and findings their view. */
export function selectInPanel(choices: Choices, selection: Selection): void {
  batch(() => {
    if (selection.kind === 'chain') choices.view.value = 'chains';
    if (selection.kind === 'finding') choices.view.value = 'findings';
    if (selection.kind === 'token' || selection.kind === 'refresh') choices.isDetailOpen.value = true;
    moveSelection(choices, selection);
  });
}

/** Selects without opening anything: what an arrow key does. */
export function moveSelection(choices: Choices, selection: Selection): void {
  if (!isSelected(choices.selection.peek(), selection.kind, selection.id)) choices.selection.value = selection;
}

/** Escape: closes the detail first, then forgets the selection. */
export function backOut(choices: Choices): void {
  if (choices.isDetailOpen.peek()) choices.isDetailOpen.value = false;
  else choices.selection.value = null;
}
