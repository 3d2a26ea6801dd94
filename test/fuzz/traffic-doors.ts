// The doors for traffic: webRequest's events, DevTools' entries with their bodies, and HAR files.
import fc from 'fast-check';
import { parseJson } from '../../src/base/json';
import { createHarSkimmer } from '../../src/import/skim-har';
import { createDevtoolsNetworkSensor } from '../../src/observe/devtools-network';
import { createHarReader } from '../../src/observe/har-file';
import { createWebRequestSensor } from '../../src/observe/web-request';
import { hostileTexts } from '../property/given/hostile';
import { importText } from '../support/import-text';
import { TEST_NOW_MS } from '../support/raw-halves';
import type { Door } from './door';
import { watchAnalysis } from './watched-analysis';

const NAMES = ['Authorization', 'Cookie', 'DPoP', 'X-Access-Token', 'Referer', 'Origin', 'Content-Type', '__proto__'];
const ANSWER_NAMES = ['Set-Cookie', 'Location', 'WWW-Authenticate', 'Date', 'Age', 'X-Access-Token', 'Content-Length'];
const BODY_KEYS = ['refresh_token', 'access_token', 'grant_type', 'token', 'code', '__proto__', 'query', 'expires_in'];
const METHODS = ['GET', 'POST', 'OPTIONS', 'post', ''];
const STATUSES = [0, 101, 200, 204, 302, 304, 307, 400, 401, 403, 500, 999];

const headersOf = (names: readonly string[]) =>
  fc.array(fc.record({ name: fc.constantFrom(...names), value: hostileTexts }), { maxLength: 5 });
const bytesOf = (text: string): ArrayBuffer => Uint8Array.from(Buffer.from(text, 'latin1')).buffer;
const urls = fc.oneof(
  fc.constantFrom(
    'https://auth.example/token',
    'https://api.example/me',
    'wss://api.example/ws',
    'data:,',
    'https://[',
  ),
  hostileTexts.map((text) => `https://api.example/${text.slice(0, 2000)}`),
  hostileTexts.map((text) => `https://auth.example/cb?code=${text.slice(0, 2000)}&access_token=${text.slice(0, 100)}`),
);
const bodies = fc.oneof(
  fc.constantFrom(null, undefined, {}, { error: 'x' }, { raw: [{ file: '/etc/passwd' }] }, { raw: [{}] }),
  hostileTexts.map((text) => ({ raw: [{ bytes: bytesOf(text) }, { bytes: bytesOf(text.slice(0, 7)) }] })),
  fc
    .dictionary(fc.constantFrom(...BODY_KEYS), fc.oneof(fc.array(hostileTexts, { maxLength: 2 }), hostileTexts))
    .map((formData) => ({ formData })),
);

export type Event = {
  readonly on: 'before-request' | 'send-headers' | 'before-redirect' | 'response-started' | 'error-occurred';
  readonly details: {
    readonly requestId: string;
    readonly url: string;
    readonly method: string;
    readonly type: string;
    readonly tabId: number;
    readonly timeStamp: number;
    readonly initiator?: string | undefined;
    readonly requestBody?: object | null | undefined;
    readonly headers: readonly { readonly name: string; readonly value: string }[];
    readonly statusCode: number;
    readonly error: string;
  };
};

const KINDS = [
  'before-request',
  'send-headers',
  'send-headers',
  'before-redirect',
  'response-started',
  'error-occurred',
];
const events: fc.Arbitrary<Event> = fc.record({
  on: fc.constantFrom(...(KINDS as Event['on'][])),
  details: fc.record({
    requestId: fc.nat({ max: 20 }).map(String),
    url: urls,
    method: fc.constantFrom(...METHODS),
    type: fc.constantFrom('xmlhttprequest', 'main_frame', 'sub_frame', 'websocket', 'other', 'ping', '__proto__'),
    tabId: fc.constantFrom(-1, 0, 7),
    timeStamp: fc.constantFrom(TEST_NOW_MS, TEST_NOW_MS + 1000, TEST_NOW_MS + 900_000, 0, -1, 1e300),
    initiator: fc.constantFrom(undefined, 'https://app.example', 'null', 'chrome-extension://a', '__proto__'),
    requestBody: bodies,
    headers: headersOf([...NAMES, ...ANSWER_NAMES]),
    statusCode: fc.constantFrom(...STATUSES),
    error: hostileTexts.map((text) => text.slice(0, 100)),
  }),
});

const ORDINARY = {
  requestId: '1',
  url: 'https://auth.example/token',
  method: 'POST',
  type: 'xmlhttprequest',
  tabId: 7,
};
const REST = { timeStamp: TEST_NOW_MS, initiator: 'https://app.example', statusCode: 200, error: 'net::ERR_FAILED' };

export const webRequestDoor: Door<Event> = {
  name: 'webRequest event',
  inputs: events,
  place: (text) => {
    const common = { ...ORDINARY, ...REST, headers: [] };
    const before = { raw: [{ bytes: bytesOf(text) }] };
    const sent = [...NAMES, 'DPoP'].map((name) => ({ name, value: text }));
    const send = { on: 'send-headers' as const, details: { ...common, method: 'GET', headers: [...sent] } };
    return [
      { on: 'before-request', details: { ...common, requestBody: before } },
      { on: 'send-headers', details: { ...common, headers: sent } },
      { on: 'response-started', details: { ...common, headers: ANSWER_NAMES.map((name) => ({ name, value: text })) } },
      {
        on: 'before-request',
        details: { ...common, requestBody: { formData: { refresh_token: [text], [text]: [text] } } },
      },
      { on: 'before-redirect', details: { ...common, headers: [{ name: 'Location', value: text }] } },
      { ...send, details: { ...send.details, url: `https://api.example/${text.slice(0, 60_000)}` } },
      { ...send, details: { ...send.details, url: `https://api.example/?access_token=${text.slice(0, 60_000)}` } },
    ];
  },
  open() {
    const { sink, listExcesses } = watchAnalysis();
    const sensor = createWebRequestSensor({ sink, defaultPartition: 'normal' });
    return {
      listExcesses,
      take({ on, details }) {
        const { headers } = details;
        if (on === 'before-request') sensor.takeBeforeRequest(details);
        else if (on === 'send-headers') sensor.takeSendHeaders({ ...details, requestHeaders: headers });
        else if (on === 'before-redirect') sensor.takeBeforeRedirect({ ...details, responseHeaders: headers });
        else if (on === 'response-started') sensor.takeResponseStarted({ ...details, responseHeaders: headers });
        else sensor.takeErrorOccurred(details);
      },
    };
  },
};

const odd = fc.constantFrom<unknown>(undefined, null, 0, -1, Number.POSITIVE_INFINITY, '', [], {}, true, Number.NaN);
const orOdd = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 12, arbitrary: value }, { weight: 1, arbitrary: odd });

const contents = fc.record({ text: orOdd(hostileTexts), encoding: fc.constantFrom(undefined, 'base64', '') });
const entries: fc.Arbitrary<unknown> = orOdd(
  fc.record(
    {
      startedDateTime: orOdd(fc.constantFrom('2026-03-01T09:00:00.000Z', '2026-03-01T09:00:00+99:99', 'yesterday')),
      time: orOdd(fc.integer({ min: -5, max: 5000 })),
      timings: orOdd(fc.constant({ receive: 3 })),
      pageref: orOdd(hostileTexts),
      _resourceType: orOdd(fc.constantFrom('fetch', 'document', 'websocket', 'preflight')),
      _initiator: orOdd(fc.record({ url: hostileTexts })),
      request: orOdd(
        fc.record({
          method: orOdd(fc.constantFrom(...METHODS)),
          url: orOdd(urls),
          headers: orOdd(headersOf(NAMES)),
          postData: orOdd(fc.record({ text: orOdd(hostileTexts), mimeType: orOdd(hostileTexts), params: odd })),
        }),
      ),
      response: orOdd(
        fc.record({
          status: orOdd(fc.constantFrom(...STATUSES)),
          headers: orOdd(headersOf(ANSWER_NAMES)),
          content: orOdd(contents),
          _error: orOdd(hostileTexts),
        }),
      ),
    },
    { requiredKeys: ['request', 'response'] },
  ),
);

const entryWith = (text: string, more: object = {}): unknown => ({
  startedDateTime: '2026-03-01T09:00:00.000Z',
  time: 5,
  pageref: text,
  request: {
    method: 'POST',
    url: 'https://auth.example/token',
    headers: NAMES.map((name) => ({ name, value: text })),
    postData: { text, mimeType: text },
  },
  response: { status: 200, headers: ANSWER_NAMES.map((name) => ({ name, value: text })), content: { text } },
  ...more,
});

export type Finished = { readonly entry: unknown; readonly text: unknown; readonly encoding: unknown };

export const devtoolsDoor: Door<Finished> = {
  name: 'DevTools entry',
  inputs: fc.tuple(entries, contents).map(([entry, content]) => ({ entry, ...content })),
  place: (text) => [
    { entry: entryWith(text), text, encoding: '' },
    { entry: entryWith('short'), text, encoding: 'base64' },
    { entry: entryWith('short', { startedDateTime: text, time: text }), text, encoding: text },
  ],
  open() {
    const { sink, listExcesses } = watchAnalysis();
    const onSkip = (): void => undefined;
    const sensor = createDevtoolsNetworkSensor({ sink, page: 'p', context: 'tab:7', partition: 'normal', onSkip });
    return {
      listExcesses,
      take: ({ entry, text, encoding }) => sensor.takeEntry(entry, (take) => take(text, encoding)),
    };
  },
};

export const harFileDoor: Door<string> = {
  name: 'HAR file',
  inputs: fc
    .tuple(fc.array(entries, { maxLength: 4 }), fc.option(fc.nat({ max: 400 })), hostileTexts)
    .map(([list, cutAt, text]) => {
      const whole = JSON.stringify({ log: { version: '1.2', entries: list, comment: text } });
      return cutAt === null ? whole : whole.slice(0, whole.length - cutAt);
    }),
  place: (text) => [text, JSON.stringify({ log: { entries: [entryWith(text), text, null] } })],
  open() {
    const { sink, listExcesses } = watchAnalysis();
    return {
      listExcesses,
      take(text) {
        const reader = createHarReader(sink);
        const skimmer = createHarSkimmer((entry, index) => reader.takeEntry(parseJson(entry) ?? null, index));
        skimmer.take(new TextEncoder().encode(text));
        reader.finish({});
        importText(text);
      },
    };
  },
};
