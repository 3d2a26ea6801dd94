// What the user does in Firefox's own windows, outside of any page: Playwright and WebDriver have no words for it.
import type { Browser } from 'puppeteer-core';

/** Runs the body of a function in the browser's window, with its rights. Gives back a text, a number or nothing. */
export type ActInWindow = (body: string) => Promise<unknown>;

/** What puppeteer says to Firefox beneath its own API. */
interface BidiConnection {
  send(method: string, params: object): Promise<{ result: unknown }>;
}

/** Needs Firefox's argument `-remote-allow-system-access`. */
export function createActInWindow(browser: Browser): ActInWindow {
  const connection: BidiConnection = Reflect.get(browser, 'connection');
  return async (body) => {
    const { result: tree } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
    const { contexts } = tree as { contexts: { context: string }[] };
    const { result } = await connection.send('script.evaluate', {
      expression: `(async () => { ${body} })()`,
      target: { context: contexts[0]?.context },
      awaitPromise: true,
    });
    const { type, result: told } = result as { type: string; result?: { value?: unknown } };
    if (type !== 'success') throw new Error(JSON.stringify(result));
    return told?.value;
  };
}
