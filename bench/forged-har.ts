// A HAR file as a long debugging session leaves it: pages with scripts, styles, images in base64 and JSON, and between them
// the calls and refreshes of a few signed-in apps. The same length gives the same file.

import { closeSync, openSync, writeSync } from 'node:fs';
import type { HeaderLine } from '../src/observe/exchange';
import { BROWSER_HEADERS, createTraffic, type Exchange, SERVER_HEADERS } from './traffic';

const CLIENTS = 5;
const AUTH_EXCHANGES = 3000;

/** Writes about `bytes` of HAR to `path`; the number of entries that carry or bring tokens does not depend on it. */
export function forgeHar(path: string, bytes: number): void {
  const file = openSync(path, 'w');
  writeSync(file, '{"log":{"version":"1.2","creator":{"name":"bench","version":"1"},"pages":[],"entries":[\n');
  const exchangeAt = createTraffic(CLIENTS);
  const room = bytes / AUTH_EXCHANGES;
  for (let index = 0; index < AUTH_EXCHANGES; index += 1) {
    const exchange = exchangeAt(index);
    const auth = writeAuthEntry(exchange);
    const entries = [auth, ...fillWithAssets(room - auth.length, index, exchange.request.atMs + 5)];
    writeSync(file, `${entries.join(',\n')}${index === AUTH_EXCHANGES - 1 ? '' : ','}\n`);
  }
  writeSync(file, ']}}\n');
  closeSync(file);
}

function writeAuthEntry({ request, answer }: Exchange): string {
  const body = request.body.kind === 'text' ? { text: request.body.text, mimeType: request.body.mimeType } : null;
  return writeEntry({
    atMs: request.atMs,
    type: 'fetch',
    request: {
      method: request.method,
      url: request.url,
      headers: request.headers,
      ...(body === null ? {} : { postData: body }),
    },
    headers: answer.headers,
    mimeType: 'application/json',
    content: { text: answer.body.kind === 'text' ? answer.body.text : '' },
  });
}

const ASSETS = [
  {
    type: 'script',
    mimeType: 'text/javascript',
    chars: 60_000,
    piece: 'export function a1(b){return b?.map(c=>c+1)}\n',
  },
  {
    type: 'fetch',
    mimeType: 'application/json',
    chars: 12_000,
    piece: '{"id":12345,"name":"An order","lines":[1,2,3]},',
  },
  { type: 'image', mimeType: 'image/webp', chars: 40_000, piece: 'UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQA' },
  { type: 'stylesheet', mimeType: 'text/css', chars: 20_000, piece: '.card{display:grid;gap:8px;color:#123456}\n' },
  { type: 'document', mimeType: 'text/html', chars: 15_000, piece: '<p class="text">Grüße, a line of a page.</p>\n' },
] as const;

function fillWithAssets(chars: number, index: number, atMs: number): readonly string[] {
  const entries: string[] = [];
  for (let left = chars, turn = index; left > 4000; turn += 1) {
    const asset = ASSETS[turn % ASSETS.length] ?? ASSETS[0];
    const length = Math.min(asset.chars, left - 3000);
    const text = asset.piece.repeat(Math.ceil(length / asset.piece.length)).slice(0, length);
    const isImage = asset.type === 'image';
    const entry = writeEntry({
      atMs,
      type: asset.type,
      request: {
        method: 'GET',
        url: `https://cdn.bench.example/${asset.type}/${turn}?v=${index}`,
        headers: BROWSER_HEADERS,
      },
      headers: [...SERVER_HEADERS, { name: 'content-type', value: asset.mimeType }],
      mimeType: asset.mimeType,
      content: isImage
        ? { text: text.slice(0, text.length - (text.length % 4)), encoding: 'base64' }
        : { text: asset.mimeType === 'application/json' ? `[${text}0]` : text },
    });
    entries.push(entry);
    left -= entry.length;
  }
  return entries;
}

type Entry = {
  readonly atMs: number;
  readonly type: string;
  readonly request: object;
  readonly headers: readonly HeaderLine[];
  readonly mimeType: string;
  readonly content: { readonly text: string; readonly encoding?: string };
};

function writeEntry({ atMs, type, request, headers, mimeType, content }: Entry): string {
  return JSON.stringify({
    _initiator: {
      type: 'script',
      stack: { callFrames: [{ functionName: 'load', url: 'https://app.bench.example/main.js', lineNumber: 4 }] },
    },
    _resourceType: type,
    pageref: 'page_1',
    startedDateTime: new Date(atMs).toISOString(),
    time: 20,
    request: { httpVersion: 'h2', queryString: [], cookies: [], headersSize: -1, bodySize: 0, ...request },
    response: {
      status: 200,
      statusText: '',
      httpVersion: 'h2',
      headers,
      cookies: [],
      content: { size: content.text.length, mimeType, ...content },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      _transferSize: content.text.length,
      _error: null,
    },
    cache: {},
    timings: { blocked: 1, dns: -1, ssl: -1, connect: -1, send: 0, wait: 18, receive: 1 },
    serverIPAddress: '192.0.2.1',
    connection: '443',
  });
}
