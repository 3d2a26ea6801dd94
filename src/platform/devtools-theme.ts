// DevTools' own colours, which may differ from the system's.

import { browser, devtools } from './browser-api';

/** Null outside of DevTools: prefers-color-scheme decides then. */
export function readDevtoolsTheme(): 'light' | 'dark' | null {
  const name = devtools?.panels.themeName;
  if (name === undefined) return null;
  // Chrome says "default" for light, Firefox "light" or "firebug".
  return name === 'dark' ? 'dark' : 'light';
}

/** Calls `listener` when the user changes the theme. Chrome keeps one handler for all pages of an extension: the last. */
export function onDevtoolsThemeChange(listener: (theme: 'light' | 'dark') => void): void {
  const take = (name: string): void => listener(name === 'dark' ? 'dark' : 'light');
  if (devtools?.panels.setThemeChangeHandler !== undefined) devtools.panels.setThemeChangeHandler(take);
  else browser.devtools?.panels.onThemeChanged.addListener(take);
}
