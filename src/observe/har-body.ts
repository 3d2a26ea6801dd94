// Bodies as HAR has them: text, base64, or form parameters alone.

import { isJsonObject, type JsonObject, readMember, readString } from '../base/json';
import { MAX_ANSWER_BODY_CHARS, MAX_FORM_PARAMS, MAX_REQUEST_BODY_CHARS } from '../base/limits';
import type { HeaderLine, RawAnswer, RequestBody } from './exchange';
import { findHeader } from './har-headers';

/** What getContent gave: null for an empty hand. `isAsked` is false when the answer was no candidate. */
export type HarContent =
  | { readonly isAsked: false }
  | { readonly isAsked: true; readonly text: string | null; readonly encoding: string | null };

export function readHarRequestBody(request: JsonObject, sent: readonly HeaderLine[]): RequestBody {
  const data = readMember(request, 'postData');
  if (!isJsonObject(data)) return { kind: 'none' };
  const text = readString(data, 'text');
  if (text === null) return readParams(readMember(data, 'params'));
  if (text.length > MAX_REQUEST_BODY_CHARS) return { kind: 'oversized' };
  const decoded = readMember(data, 'encoding') === 'base64' ? decodeBase64(text) : text;
  const mimeType = readString(data, 'mimeType') ?? findHeader(sent, 'content-type');
  return decoded === null ? { kind: 'unreadable' } : { kind: 'text', text: decoded, mimeType };
}

/** Some proxies keep the parsed parameters only. */
function readParams(params: unknown): RequestBody {
  if (!Array.isArray(params) || params.length === 0) return { kind: 'none' };
  const fields = new Map<string, string[]>();
  for (const param of params.slice(0, MAX_FORM_PARAMS)) {
    if (!isJsonObject(param)) continue;
    const name = readString(param, 'name');
    const value = readMember(param, 'value');
    if (name === null || typeof value !== 'string') continue;
    if (value.length > MAX_REQUEST_BODY_CHARS) return { kind: 'oversized' };
    fields.set(name, [...(fields.get(name) ?? []), value]);
  }
  return { kind: 'fields', fields: Object.fromEntries(fields) };
}

type AnswerParts = {
  readonly response: JsonObject;
  readonly status: number;
  readonly method: string;
  readonly received: readonly HeaderLine[];
  readonly asked: HarContent | undefined;
};

export function readHarAnswerBody({ response, status, method, received, asked }: AnswerParts): RawAnswer['body'] {
  if (hasNoBody(status, method)) return { kind: 'empty' };
  if (asked?.isAsked === false) return { kind: 'unavailable' };
  const content = readMember(response, 'content');
  const kept = isJsonObject(content) ? content : {};
  const text = asked === undefined ? (readMember(kept, 'text') ?? null) : asked.text;
  const encoding = asked === undefined ? readMember(kept, 'encoding') : asked.encoding;
  if (typeof text === 'string' && text !== '') {
    const mimeType = readString(kept, 'mimeType') ?? findHeader(received, 'content-type') ?? '';
    return isReadInVain(mimeType, text) ? READ_IN_VAIN : readText(text, encoding === 'base64');
  }
  if (!isBodyExpected(response, kept, received)) return { kind: 'empty' };
  // A file without bodies was saved so; an empty text, or an empty hand, is a body that the browser had and let go.
  return asked === undefined && text === null ? { kind: 'unavailable' } : { kind: 'lost' };
}

const READ_IN_VAIN = { kind: 'text', text: '' } as const;
const MEDIA = /^\s*(image\/(?!svg)|audio\/|video\/|font\/)/i;
const CODE = /^\s*(text\/css|(text|application)\/(x-)?(java|ecma)script)\b/i;
/** Types lie: what begins otherwise may be JSON all the same. */
const UNLIKE_JSON = /^\s*[^\s"[{]/;
const MARKUP = /^\s*</;
/** Neither pages nor pictures. */
const DATA_IN_XML = /^\s*(application|text)\/(soap\+)?xml\b/i;

/**
 * Pictures, sound, fonts, code and pages carry no tokens: their bodies count as read, and decoding them would cost most of
 * the time. `text`: the body or its beginning.
 */
export const isReadInVain = (mimeType: string, text: string): boolean =>
  MEDIA.test(mimeType) ||
  (CODE.test(mimeType) ? UNLIKE_JSON.test(text) : MARKUP.test(text) && !DATA_IN_XML.test(mimeType));

/** RFC 9110 6.4.1; nothing in a browser reads the body of a redirect. */
export function hasNoBody(status: number, method: string): boolean {
  return status < 200 || status === 204 || (status >= 300 && status < 400) || method.toUpperCase() === 'HEAD';
}

function readText(text: string, isBase64: boolean): RawAnswer['body'] {
  if (text.length > MAX_ANSWER_BODY_CHARS) return { kind: 'oversized' };
  const decoded = isBase64 ? decodeBase64(text) : text;
  return decoded === null ? { kind: 'lost' } : { kind: 'text', text: decoded };
}

function isBodyExpected(response: JsonObject, content: JsonObject, received: readonly HeaderLine[]): boolean {
  const sizes = [readMember(content, 'size'), readMember(response, 'bodySize')];
  const length = findHeader(received, 'content-length');
  // -1 stands for unknown (HAR 1.2): where nobody tells a size and no text was saved, not even an empty one, there may be a body.
  const isUntold = length === null && sizes.every((size) => size === -1) && readMember(content, 'text') === undefined;
  return sizes.some(isPositive) || Number(length ?? 0) > 0 || isUntold;
}

const isPositive = (value: unknown): boolean => typeof value === 'number' && value > 0;

/** Bytes in base64 as UTF-8 text; null when it is no base64. */
function decodeBase64(text: string): string | null {
  try {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
    return new TextDecoder().decode(bytes);
  } catch {
    return null; // atob says so by throwing.
  }
}
