// Our pages lead nowhere else. The content security policy stops every kind of request but one: a navigation.

/** Cancels each navigation of this page to another origin. Call it first of all. */
export function refuseToLeave(): void {
  // Firefox knows this API from version 147 on.
  globalThis.navigation?.addEventListener('navigate', (event) => {
    const { protocol, origin } = new URL(event.destination.url);
    // A text that is saved as a file has an address of its own, inside the browser.
    if (event.cancelable && protocol !== 'blob:' && origin !== location.origin) event.preventDefault();
  });
}
