// Keys that work wherever the focus is, unless a text is being typed.

import type { Choices, PanelModel, ViewName } from '../model/create-panel-model';
import { patchLayout } from '../model/layout';
import { backOut, hasWayBack } from '../model/select-in-panel';

export const FILTER_ID = 'filter';
export const IMPORT_ID = 'import';
/** Of the live session only. */
export const RECORD_ID = 'record';
export const CLEAR_ID = 'clear';
/** There while the refreshes are shown and there is something to judge. */
export const COPY_VERDICT_ID = 'copy-verdict';

const VIEW_KEYS: Readonly<Record<string, ViewName>> = {
  '1': 'tokens',
  '2': 'timeline',
  '3': 'refreshes',
  '4': 'chains',
  '5': 'findings',
};

export function takePanelKey(model: PanelModel, event: KeyboardEvent): void {
  // An open dialog takes its keys itself.
  if (event.defaultPrevented || event.altKey || model.isHelpOpen.peek()) return;
  if (event.ctrlKey || event.metaKey) {
    if (event.key === 'l') press(event, CLEAR_ID);
    return;
  }
  if (event.key === 'Escape') return takeEscape(model, event);
  // A choice is found by typing its first letters.
  if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
  const view = VIEW_KEYS[event.key];
  if (view !== undefined) model.view.value = view;
  else if (event.key === '?') model.isHelpOpen.value = true;
  else if (event.key === 't') toggleTimeline(model);
  else if (event.key === 'c') return press(event, COPY_VERDICT_ID);
  else if (event.key === 'p') return press(event, RECORD_ID);
  else if (event.key === '/') document.getElementById(FILTER_ID)?.focus();
  else if (event.key === 'i') return press(event, IMPORT_ID);
  else return;
  event.preventDefault();
}

/** What is not there now has no key. */
function press(event: KeyboardEvent, id: string): void {
  document.getElementById(id)?.click();
  event.preventDefault();
}

export function toggleTimeline(choices: Choices): void {
  patchLayout(choices, { isTimelineOpen: !choices.layout.peek().isTimelineOpen });
}

/** In the filter box it empties the box; elsewhere it backs out. DevTools itself opens its drawer on what is left over. */
function takeEscape(choices: Choices, event: KeyboardEvent): void {
  // An open popover closes first, by itself.
  if (document.querySelector(':popover-open') !== null) return;
  if (event.target instanceof HTMLInputElement && choices.query.peek() !== '') choices.query.value = '';
  else if (hasWayBack(choices)) backOut(choices);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
