// One-shot questions by runtime.sendMessage.

import { browser } from './browser-api';
import { isOwnPage } from './own-page';

/** Asks the worker; the answer is unparsed, undefined when nobody answers such a message. */
export function ask(message: unknown): Promise<unknown> {
  return browser.runtime.sendMessage(message);
}

/** `answer` gets what our own pages ask; undefined means that it knows no such question. */
export function answerMessages(answer: (message: unknown) => Promise<unknown> | undefined): void {
  browser.runtime.onMessage.addListener((message, sender, sendResponse): true => {
    const answered = isOwnPage(sender) ? answer(message) : undefined;
    if (answered === undefined) sendResponse(undefined);
    else answered.then(sendResponse, () => sendResponse(undefined));
    // A returned promise is understood by the polyfill and Firefox only; `true` and a late answer by all
    // (mozilla/webextension-polyfill#721).
    return true;
  });
}
