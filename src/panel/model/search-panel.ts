// DevTools' own search (Ctrl+F in the browsers that offer it) works on the panel's lists: it fills the filter box and steps
// through what matches, in the view that has something.

import { assertNever } from '../../base/assert-never';
import { type PanelModel, VIEW_NAMES, type ViewName } from './create-panel-model';
import type { PanelSearch } from './panel-environment';
import { moveSelection } from './select-in-panel';
import type { Selection } from './selection';

export function searchPanel(model: PanelModel, search: PanelSearch): void {
  switch (search.kind) {
    case 'search':
      model.query.value = search.query;
      return showMatches(model);
    case 'next':
      return step(model, 1);
    case 'previous':
      return step(model, -1);
    case 'cancel':
      model.query.value = '';
      return;
    default:
      return assertNever(search);
  }
}

/** The present view stays if it has a match; else the first that has one comes to the front. */
function showMatches(model: PanelModel): void {
  if (listMatches(model, model.view.peek()).length > 0) return;
  const view = VIEW_NAMES.find((name) => listMatches(model, name).length > 0);
  if (view !== undefined) model.view.value = view;
}

function step(model: PanelModel, by: 1 | -1): void {
  const matches = listMatches(model, model.view.peek());
  if (matches.length === 0) return;
  const selection = model.selection.peek();
  const place = matches.findIndex(({ kind, id }) => kind === selection?.kind && id === selection.id);
  const first = by === 1 ? 0 : matches.length - 1;
  const next = matches[place === -1 ? first : (place + by + matches.length) % matches.length];
  if (next === undefined) return;
  if (next.kind === 'finding') model.openFinding.value = next.id;
  moveSelection(model, next);
}

function listMatches(model: PanelModel, view: ViewName): readonly Selection[] {
  switch (view) {
    case 'tokens':
      return model.tokenRows.peek().map(({ token }) => ({ kind: 'token', id: token.id }));
    case 'refreshes':
      return model.refreshRows.peek().map(({ id }) => ({ kind: 'refresh', id }));
    case 'chains':
      return model.chainRows.peek().map(({ id }) => ({ kind: 'chain', id }));
    // It shows tokens and refreshes together, and is searched in their own views.
    case 'timeline':
      return [];
    case 'findings':
      return model.findingRows.peek().map(({ key }) => ({ kind: 'finding', id: key }));
    default:
      return assertNever(view);
  }
}
