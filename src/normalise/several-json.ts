// JSON that is not alone in its body: a document on each line (NDJSON), in the events of a stream (SSE) or in the parts of a
// GraphQL answer that comes bit by bit, or handed to a function (JSONP).

import { type Json, parseJson } from '../base/json';
import { MAX_BODY_LINES } from '../base/limits';

/** Documents without tokens are not worth reading, unless they are all that there is. */
export const TELLS_OF_TOKEN = /token|jwt/i;

const CALL = /^(?:\/\*\*\/)?\s*[\w$.]{1,64}\s{0,4}\(\s*([[{][\s\S]*[\]}])\s*\)\s*;?$/;
const EVENT_LINE = /^data:\s*/;
const STARTS_LINES = /^(?:\{|--|:|(?:data|event|id|retry):)/;

/** `text`: trimmed, and no JSON as a whole. Null where it holds none, either. */
export function parseSeveralJson(text: string): Json | null {
  const called = text.endsWith(')') || text.endsWith(');') ? CALL.exec(text)?.[1] : undefined;
  if (called !== undefined) return parseJson(called) ?? null;
  if (!STARTS_LINES.test(text) || !TELLS_OF_TOKEN.test(text)) return null;
  const documents = text
    .split(/\r?\n/, MAX_BODY_LINES)
    .map((line) => line.replace(EVENT_LINE, ''))
    .filter((line) => line.startsWith('{') && TELLS_OF_TOKEN.test(line))
    .flatMap((line) => parseJson(line) ?? []);
  return documents.length === 0 ? null : documents;
}
