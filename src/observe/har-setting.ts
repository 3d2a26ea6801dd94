// Where a HAR entry's request came from and what kind it is: Chrome says, Firefox and proxies leave it to be guessed.

import { isJsonObject, type JsonObject, readMember, readString } from '../base/json';
import { MAX_PAGE_ID_CHARS } from '../base/limits';
import type { ContextId, ResourceType } from '../observation/request';
import type { HeaderLine } from './exchange';
import { findHeader } from './har-headers';
import { readOrigin } from './wire-url';

const SCRIPT_ENDING = /\.m?js$/i;
/** `sw`, `app.sw`, `ngsw-worker`, `OidcServiceWorker`. */
const SERVICE_WORKER_NAME = /(?:^|[_.-])(?:ng)?sw(?:$|[_.-])|service[_-]?worker/i;

/** `pageContext`: where the page's own requests belong; null: the pageref tells. */
export function readHarContext(entry: JsonObject, pageContext: ContextId | null): ContextId {
  // Playwright names the service worker that sent it.
  if (readMember(entry, '_context') === 'service-worker' || readString(entry, '_serviceWorkerRef') !== null)
    return 'service-worker';
  const page = readString(entry, 'pageref');
  if (page !== null) return pageContext ?? `page:${page.slice(0, MAX_PAGE_ID_CHARS)}`;
  // Chrome gives no page to requests of workers of any kind; only the script's name tells a service worker.
  if (isServiceWorkerScript(readInitiatorScript(entry))) return 'service-worker';
  return pageContext ?? 'unknown';
}

/** The ending apart from the name: one expression for both takes seconds over a long name that only almost fits. */
function isServiceWorkerScript(url: string): boolean {
  const file = url.slice(url.lastIndexOf('/') + 1);
  return SCRIPT_ENDING.test(file) && SERVICE_WORKER_NAME.test(file.replace(SCRIPT_ENDING, ''));
}

function readInitiatorScript(entry: JsonObject): string {
  const initiator = readMember(entry, '_initiator');
  if (!isJsonObject(initiator)) return '';
  const stack = readMember(initiator, 'stack');
  const frames = isJsonObject(stack) ? readMember(stack, 'callFrames') : undefined;
  const top: unknown = Array.isArray(frames) ? frames[0] : undefined;
  const url = readString(initiator, 'url') ?? (isJsonObject(top) ? readString(top, 'url') : null);
  return url?.split(/[?#]/, 1)[0] ?? '';
}

export type HarSetting = {
  readonly entry: JsonObject;
  readonly url: string;
  readonly status: number;
  readonly method: string;
  readonly sent: readonly HeaderLine[];
  readonly received: readonly HeaderLine[];
};

export function readHarResourceType(setting: HarSetting): ResourceType {
  const destination = findHeader(setting.sent, 'sec-fetch-dest');
  const isFrame = destination === 'iframe' || destination === 'frame';
  // As the DevTools protocol spells it, in capitals, in files of cypress-har-generator.
  switch (readString(setting.entry, '_resourceType')?.toLowerCase()) {
    case 'document':
      return isFrame ? 'subframe' : 'document';
    case 'fetch':
    case 'xhr':
    case 'eventsource':
      return 'fetch';
    case 'websocket':
      return 'websocket';
    case 'ping':
    case 'beacon':
      return 'ping';
    case undefined:
      return isFrame ? 'subframe' : guessResourceType(setting, destination);
    default:
      return 'other';
  }
}

function guessResourceType(
  { url, status, method, sent, received }: HarSetting,
  destination: string | null,
): ResourceType {
  const mode = findHeader(sent, 'sec-fetch-mode');
  if (status === 101 || /^wss?:/i.test(url) || mode === 'websocket') return 'websocket';
  if (destination === 'document' || mode === 'navigate') return 'document';
  if (destination === 'empty') return 'fetch';
  if (destination !== null) return 'other';
  // No Sec-Fetch headers: plain http, or an old browser.
  if (findHeader(sent, 'authorization') !== null || findHeader(sent, 'x-requested-with') !== null) return 'fetch';
  if (/\btext\/html\b/.test(findHeader(sent, 'accept') ?? '')) return 'document';
  const isScripted = method.toUpperCase() !== 'GET' || findHeader(sent, 'origin') !== null;
  return isScripted || /\bjson\b/.test(findHeader(received, 'content-type') ?? '') ? 'fetch' : 'other';
}

/** A navigation belongs to the document that it makes; anything else to the page that its headers name, if they do. */
export function readHarClientOrigin(url: string, type: ResourceType, sent: readonly HeaderLine[]): string | null {
  if (type === 'document') return readOrigin(url);
  const isSameOrigin = findHeader(sent, 'sec-fetch-site') === 'same-origin';
  return (
    readOrigin(findHeader(sent, 'origin')) ??
    readOrigin(findHeader(sent, 'referer')) ??
    (isSameOrigin ? readOrigin(url) : null)
  );
}
