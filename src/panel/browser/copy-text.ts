/**
 * Puts text on the clipboard, by a click or key of the user's. The asynchronous clipboard is closed to panels in Chrome's
 * DevTools, whose frame grants no permission; the copy event needs none. False when the browser refused.
 */
export function copyText(text: string): boolean {
  const fill = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener('copy', fill, { capture: true, once: true });
  const isCopied = document.execCommand('copy');
  document.removeEventListener('copy', fill, { capture: true });
  return isCopied;
}
