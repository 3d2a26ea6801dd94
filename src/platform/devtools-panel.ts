// Adds our panel to DevTools, and carries DevTools' own search from the page that hears it to the panel's page.

import { isObjectOf, isOneOf, isText } from '../base/guard';
import { devtools } from './browser-api';

/** Chrome's words (devtools.panels, ExtensionPanel.onSearch). */
type SearchAction = 'performSearch' | 'nextSearchResult' | 'previousSearchResult' | 'cancelSearch';

export type DevtoolsSearch = { readonly action: SearchAction; readonly query: string };

const SEARCH_EVENT = 'devtools-search';

/** Paths start with a slash: Chrome resolves them from the extension's root, Firefox from the devtools page (MDN). */
export function createDevtoolsPanel(title: string, iconPath: `/${string}`, pagePath: `/${string}`): void {
  devtools?.panels.create(title, iconPath, pagePath, (panel) => {
    let page: Window | null = null;
    panel.onShown.addListener((shown) => {
      page = shown;
    });
    // Firefox has no search for panels.
    panel.onSearch?.addListener((action, query = '') => {
      page?.dispatchEvent(new CustomEvent(SEARCH_EVENT, { detail: { action, query } }));
    });
  });
}

/** In the panel's page: what the devtools page heard. The returned function stops it. */
export function listenToDevtoolsSearch(listener: (search: DevtoolsSearch) => void): () => void {
  const hear = (event: Event): void => {
    const search: unknown = event instanceof CustomEvent ? event.detail : null;
    if (isSearch(search)) listener(search);
  };
  addEventListener(SEARCH_EVENT, hear);
  return () => removeEventListener(SEARCH_EVENT, hear);
}

const isSearch = isObjectOf<DevtoolsSearch>({
  action: isOneOf('performSearch', 'nextSearchResult', 'previousSearchResult', 'cancelSearch'),
  query: isText,
});
