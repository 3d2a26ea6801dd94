// Headers and bodies in webRequest's own shapes.

import type { HeaderLine, RequestBody } from './exchange';
import { MAX_REQUEST_BODY_CHARS } from './har-body';

export type BrowserHeader = {
  readonly name: string;
  readonly value?: string | undefined;
  /** Bytes, where the value is no UTF-8. */
  readonly binaryValue?: ArrayBuffer | readonly number[] | undefined;
};

export type BrowserBody = {
  readonly error?: string | undefined;
  readonly formData?: Readonly<Record<string, readonly (string | ArrayBuffer)[]>> | undefined;
  readonly raw?:
    | readonly { readonly bytes?: ArrayBuffer | undefined; readonly file?: string | undefined }[]
    | undefined;
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

function readFields(formData: NonNullable<BrowserBody['formData']>): RequestBody {
  let chars = 0;
  const fields = Object.entries(formData).map(([name, values]) => {
    const texts = values.map((value) => (typeof value === 'string' ? value : decodeUtf8(new Uint8Array(value))));
    chars += texts.reduce((sum, text) => sum + text.length, name.length);
    return [name, texts] as const;
  });
  return chars > MAX_REQUEST_BODY_CHARS
    ? { kind: 'oversized' }
    : { kind: 'fields', fields: Object.fromEntries(fields) };
}

function readBytes(raw: NonNullable<BrowserBody['raw']>): RequestBody {
  let length = 0;
  for (const { bytes } of raw) {
    // A file's name, or nothing: the content is not shown.
    if (bytes === undefined) return { kind: 'unreadable' };
    length += bytes.byteLength;
  }
  if (length > MAX_REQUEST_BODY_CHARS) return { kind: 'oversized' };
  const joined = new Uint8Array(length);
  let offset = 0;
  for (const { bytes } of raw) {
    if (bytes === undefined) continue;
    joined.set(new Uint8Array(bytes), offset);
    offset += bytes.byteLength;
  }
  return length === 0 ? { kind: 'none' } : { kind: 'text', text: decodeUtf8(joined), mimeType: null };
}

const decodeUtf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
