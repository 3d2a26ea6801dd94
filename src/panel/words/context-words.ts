// Where something happened, in words.

/** "this tab", "tab 7", "service worker"; what is not understood stays as it is. */
export function nameContext(context: string, inspectedTabId: number | null): string {
  if (inspectedTabId !== null && context === `tab:${inspectedTabId}`) return 'this tab';
  if (context === 'unknown') return 'tab unknown';
  return context.replace('tab:', 'tab ').replace('page:', 'page ').replace('-', ' ');
}
