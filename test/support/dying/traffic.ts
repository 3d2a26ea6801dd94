// A client that calls an API many times a second and refreshes its tokens: what the browser's two sensors are told of it.

import type { WebRequestListeners } from '../../../src/observe/web-request';
import { makeJwt } from '../raw-halves';

const APP = 'https://app.example';
const API = 'https://api.example';
/** Life of the n-th access token, in seconds: no two are equal, so that a report without token values names them. */
export const FIRST_LIFETIME_SEC = 3600;

/** A token is used only once it was issued. */
const GRANT_TAKES_MS = 8;

export type Told = (listeners: WebRequestListeners) => void;

/** One exchange of the page, as the browser tells it. Times are milliseconds since the traffic's begin. */
export type Exchange = {
  readonly sentMs: number;
  readonly answeredMs: number;
  /** webRequest's events: the request, its headers, the answer's headers. */
  readonly before: Told;
  readonly sendHeaders: Told;
  readonly responseStarted: Told;
  /** DevTools' entry, and the body that it has of it. */
  readonly entry: unknown;
  readonly body: string;
  /** Of the access token that a call carried; null for what the token endpoint was asked. */
  readonly generation: number | null;
};

export type Pace = {
  readonly callEveryMs: number;
  readonly refreshEveryMs: number;
  readonly forMs: number;
  /** How long the n-th exchange takes, taken in turn. */
  readonly tookMs: readonly number[];
};

const toLines = (fields: Readonly<Record<string, string>>) =>
  Object.entries(fields).map(([name, value]) => ({ name, value }));

export function createTraffic(startMs: number, pace: Pace): readonly Exchange[] {
  const exchanges: Exchange[] = [];
  let count = 0;
  let generation = -1;

  function issue(): Readonly<Record<string, unknown>> {
    generation += 1;
    const iat = Math.floor(startMs / 1000) + generation;
    const lifetimeSec = FIRST_LIFETIME_SEC + generation;
    const claims = { iss: API, sub: 'ada', aud: 'api', client_id: 'load', iat, exp: iat + lifetimeSec };
    return {
      access_token: makeJwt(claims, { alg: 'ES256', typ: 'at+jwt' }, `signature ${generation}`),
      token_type: 'Bearer',
      expires_in: lifetimeSec,
      refresh_token: `opaque-refresh-token-${generation}-of-some-length`,
    };
  }

  function add(sentMs: number, path: string, form: Readonly<Record<string, string>> | null, body: unknown): void {
    const requestId = String(1000 + count);
    const tookMs = form === null ? (pace.tookMs[count % pace.tookMs.length] ?? 5) : GRANT_TAKES_MS;
    const answeredMs = sentMs + tookMs;
    count += 1;
    const url = `${API}${path}`;
    const method = form === null ? 'GET' : 'POST';
    const common = { requestId, url, method, type: 'xmlhttprequest', tabId: 7, initiator: APP };
    const accessToken = `${tokens['access_token']}`;
    const sent =
      form === null
        ? { Authorization: `Bearer ${accessToken}`, Origin: APP }
        : { 'Content-Type': 'application/x-www-form-urlencoded;charset=UTF-8', Origin: APP };
    const received = { 'Content-Type': 'application/json', Date: new Date(startMs + answeredMs).toUTCString() };
    const fields = form === null ? {} : Object.fromEntries(Object.entries(form).map(([key, value]) => [key, [value]]));
    exchanges.push({
      sentMs,
      answeredMs,
      generation: form === null ? generation : null,
      before: (listeners) =>
        listeners.takeBeforeRequest({
          ...common,
          timeStamp: startMs + sentMs,
          ...(form === null ? {} : { requestBody: { formData: fields } }),
        }),
      sendHeaders: (listeners) =>
        listeners.takeSendHeaders({ ...common, timeStamp: startMs + sentMs + 1, requestHeaders: toLines(sent) }),
      responseStarted: (listeners) =>
        listeners.takeResponseStarted({
          ...common,
          timeStamp: startMs + answeredMs,
          statusCode: 200,
          statusLine: 'HTTP/1.1 200 OK',
          responseHeaders: toLines(received),
        }),
      entry: {
        _resourceType: 'fetch',
        startedDateTime: new Date(startMs + sentMs).toISOString(),
        time: answeredMs - sentMs,
        timings: { receive: 0 },
        request: {
          method,
          url,
          headers: toLines(sent),
          ...(form === null
            ? {}
            : { postData: { mimeType: sent['Content-Type'], text: new URLSearchParams(form).toString() } }),
        },
        response: { status: 200, headers: toLines(received), content: { size: 20 } },
      },
      body: JSON.stringify(body),
    });
  }

  let tokens = issue();
  add(0, '/token', { grant_type: 'authorization_code', code: 'a-code-of-some-length', client_id: 'load' }, tokens);
  const calls = Math.floor(pace.forMs / pace.callEveryMs);
  let refreshMs = pace.refreshEveryMs;
  for (let call = 1; call <= calls; call += 1) {
    const atMs = call * pace.callEveryMs;
    if (atMs >= refreshMs) {
      const form = { grant_type: 'refresh_token', refresh_token: `${tokens['refresh_token']}`, client_id: 'load' };
      tokens = issue();
      add(atMs - GRANT_TAKES_MS, '/token', form, tokens);
      refreshMs += pace.refreshEveryMs;
    }
    // Every other call has the same URL as the one before it: no sensor can tell these apart by their URL.
    add(atMs, call % 2 === 0 ? '/orders' : `/orders/${call}`, null, { ok: true });
  }
  return exchanges;
}
