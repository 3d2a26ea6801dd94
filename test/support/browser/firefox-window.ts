// What the user does in Firefox's own windows, outside of any page: Playwright and WebDriver have no words for it.
import type { Browser } from 'puppeteer-core';
import * as v from 'valibot';

/** Runs the body of a function in the browser's window, with its rights. Gives back a text, a number or nothing. */
export type ActInWindow = (body: string) => Promise<unknown>;

/** What puppeteer says to Firefox beneath its own API. */
interface BidiConnection {
  send(method: string, params: object): Promise<{ result: unknown }>;
}

const TreeSchema = v.object({ contexts: v.tupleWithRest([v.object({ context: v.string() })], v.unknown()) });
const OutcomeSchema = v.variant('type', [
  v.object({ type: v.literal('success'), result: v.object({ value: v.optional(v.unknown()) }) }),
  v.object({ type: v.literal('exception'), exceptionDetails: v.object({ text: v.string() }) }),
]);

/** Needs Firefox's argument `-remote-allow-system-access`. */
export function createActInWindow(browser: Browser): ActInWindow {
  const connection: BidiConnection = Reflect.get(browser, 'connection');
  return async (body) => {
    const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
    const [window] = v.parse(TreeSchema, tree.result).contexts;
    const evaluated = await connection.send('script.evaluate', {
      expression: `(async () => { ${body} })()`,
      target: window,
      awaitPromise: true,
    });
    const outcome = v.parse(OutcomeSchema, evaluated.result);
    if (outcome.type === 'exception') throw new Error(outcome.exceptionDetails.text);
    return outcome.result.value;
  };
}
