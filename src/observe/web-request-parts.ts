// Headers and bodies in webRequest's own shapes.

import { MAX_REQUEST_BODY_CHARS } from '../base/limits';
import type { HeaderLine, RequestBody } from './exchange';

export type BrowserHeader = {
  readonly name: string;
  readonly value?: string | undefined;
  /** Bytes, where the value is no UTF-8. */
  readonly binaryValue?: ArrayBuffer | readonly number[] | undefined;
};

/** The published types of these are wrong or loose (a form's values are lists, of bytes if a file was chosen): read, not believed. */
export type BrowserBody = {
  readonly error?: string | undefined;
  readonly formData?: Readonly<Record<string, unknown>> | undefined;
  readonly raw?: readonly { readonly bytes?: unknown; readonly file?: string | undefined }[] | undefined;
};

export function readBrowserHeaders(headers: readonly BrowserHeader[] | undefined): readonly HeaderLine[] {
  return (headers ?? []).flatMap(({ name, value, binaryValue }) => {
    if (value !== undefined) return [{ name, value }];
    return binaryValue === undefined ? [] : [{ name, value: decodeUtf8(new Uint8Array(binaryValue)) }];
  });
}

/**
 * A urlencoded or multipart form comes parsed, unless a value has a character that Chrome's parser does not take (`~`, `=`,
 * `/` unescaped): then, as everything else, in bytes.
 */
export function readBrowserBody(body: BrowserBody | null | undefined): RequestBody {
  if (body === null || body === undefined) return { kind: 'none' };
  if (body.formData !== undefined) return readFields(body.formData);
  if (body.error !== undefined) return { kind: 'unreadable' };
  return body.raw === undefined ? { kind: 'none' } : readBytes(body.raw);
}

function readFields(formData: Readonly<Record<string, unknown>>): RequestBody {
  let chars = 0;
  const fields = Object.entries(formData).map(([name, values]) => {
    const texts = (Array.isArray(values) ? values : [values]).flatMap(readFormValue);
    chars += texts.reduce((sum, text) => sum + text.length, name.length);
    return [name, texts] as const;
  });
  return chars > MAX_REQUEST_BODY_CHARS
    ? { kind: 'oversized' }
    : { kind: 'fields', fields: Object.fromEntries(fields) };
}

function readFormValue(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return value instanceof ArrayBuffer && value.byteLength <= MAX_REQUEST_BODY_CHARS
    ? [decodeUtf8(new Uint8Array(value))]
    : [];
}

function readBytes(raw: NonNullable<BrowserBody['raw']>): RequestBody {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (const { bytes } of raw) {
    // A file's name, or nothing: the content is not shown.
    if (!(bytes instanceof ArrayBuffer)) return { kind: 'unreadable' };
    parts.push(new Uint8Array(bytes));
    length += bytes.byteLength;
  }
  if (length > MAX_REQUEST_BODY_CHARS) return { kind: 'oversized' };
  return length === 0 ? { kind: 'none' } : { kind: 'text', text: joinUtf8(parts), mimeType: null };
}

/** A character may be cut between two parts. */
function joinUtf8(parts: readonly Uint8Array[]): string {
  const decoder = new TextDecoder();
  return parts.map((part) => decoder.decode(part, { stream: true })).join('') + decoder.decode();
}

const decodeUtf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
