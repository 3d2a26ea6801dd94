// How much a JSON text would become: a few bytes of a hostile file make an object of its parser's memory each.

import { MAX_FILE_DEPTH, MAX_FILE_VALUES } from './limits';

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const OPEN = [91, 123];
const CLOSE = [93, 125];

/** True for a text whose nesting or whose number of values no log has. Strings are skipped, not read: the time is short. */
export function isOvergrown(text: string): boolean {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = skipString(text, at);
    else if (code === COMMA) values += 1;
    else if (code === OPEN[0] || code === OPEN[1]) depth += 1;
    else if (code === CLOSE[0] || code === CLOSE[1]) depth -= 1;
    if (depth > MAX_FILE_DEPTH || values > MAX_FILE_VALUES) return true;
  }
  return false;
}

/** The place of the quote that ends the string, or the end of the text. */
function skipString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}
