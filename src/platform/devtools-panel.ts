// Adds our panel to DevTools.

import { devtools } from './browser-api';

/** Paths start with a slash: Chrome resolves them from the extension's root, Firefox from the devtools page (MDN). */
export function createDevtoolsPanel(title: string, iconPath: `/${string}`, pagePath: `/${string}`): void {
  devtools?.panels.create(title, iconPath, pagePath);
}
