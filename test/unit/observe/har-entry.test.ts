import { describe, expect, it } from 'vitest';
import { answerOf, headers, read } from '../fakes/har-entries';

describe('an entry', () => {
  it('gives both halves of the exchange', () => {
    expect(read({})).toEqual({
      request: {
        ref: 'har:1',
        sensor: 'har',
        atMs: Date.parse('2026-03-01T09:00:00Z'),
        method: 'POST',
        url: 'https://auth.example/token',
        resourceType: 'fetch',
        context: 'page:page_1',
        clientOrigin: 'https://app.example',
        partition: 'normal',
        redirectOf: null,
        answeredMs: Date.parse('2026-03-01T09:00:00.150Z'),
        headers: [
          { name: 'origin', value: 'https://app.example' },
          { name: 'content-type', value: 'application/x-www-form-urlencoded' },
        ],
        body: { kind: 'text', text: 'grant_type=refresh_token', mimeType: 'application/x-www-form-urlencoded' },
      },
      answer: {
        ref: 'har:1',
        sensor: 'har',
        atMs: Date.parse('2026-03-01T09:00:00.150Z'),
        status: 200,
        url: 'https://auth.example/token',
        source: 'network',
        headers: [{ name: 'Content-Type', value: 'application/json' }],
        body: { kind: 'text', text: '{"access_token":"a"}' },
      },
    });
  });

  it.each([
    ['the page of DevTools', {}, 'tab:7', 'tab:7'],
    ['a service worker that Playwright names', { entry: { _serviceWorkerRef: 'worker@1' } }, null, 'service-worker'],
    ['a service worker that says so', { entry: { _context: 'service-worker' } }, null, 'service-worker'],
    [
      'a worker by its script',
      { without: 'pageref', entry: { _initiator: { url: 'https://a.example/sw.js?v=1' } } },
      null,
      'service-worker',
    ],
    [
      'a worker by the top of its stack',
      {
        without: 'pageref',
        entry: { _initiator: { stack: { callFrames: [{ url: 'https://a.example/OidcServiceWorker.js' }] } } },
      },
      'tab:7',
      'service-worker',
    ],
    ['a dedicated worker of the inspected tab', { without: 'pageref' }, 'tab:7', 'tab:7'],
    ['nobody known', { without: 'pageref' }, null, 'unknown'],
  ])('belongs to %s', (_name, parts, context, expected) => {
    expect(read(parts, { context }).request.context).toBe(expected);
  });

  it.each([
    ['document', { _resourceType: 'document' }, {}, 'document'],
    ['a frame', { _resourceType: 'document' }, headers({ 'Sec-Fetch-Dest': 'iframe' }), 'subframe'],
    ['xhr', { _resourceType: 'xhr' }, {}, 'fetch'],
    ['xhr, as the DevTools protocol spells it', { _resourceType: 'XHR' }, {}, 'fetch'],
    ['beacon', { _resourceType: 'ping' }, {}, 'ping'],
    ['script', { _resourceType: 'script' }, {}, 'other'],
    ['Firefox, a navigation', { _resourceType: undefined }, headers({ 'sec-fetch-dest': 'document' }), 'document'],
    ['Firefox, a fetch', { _resourceType: undefined }, headers({ 'sec-fetch-dest': 'empty' }), 'fetch'],
    ['Firefox, an image', { _resourceType: undefined }, headers({ 'sec-fetch-dest': 'image' }), 'other'],
    ['Firefox, a WebSocket', { _resourceType: undefined }, headers({ 'sec-fetch-mode': 'websocket' }), 'websocket'],
    ['a proxy, by its credential', { _resourceType: undefined }, headers({ authorization: 'Bearer x' }), 'fetch'],
    ['a proxy, by what it accepts', { _resourceType: undefined }, headers({ accept: 'text/html,*/*' }), 'document'],
  ])('is of the type that its writer gives away: %s', (_name, entry, request, expected) => {
    expect(read({ entry, request }).request.resourceType).toBe(expected);
  });

  it.each([
    ['Origin', headers({ origin: 'https://app.example', referer: 'https://other.example/x' }), 'https://app.example'],
    ['Referer', headers({ origin: 'null', referer: 'https://app.example/page' }), 'https://app.example'],
    ['its own address, same origin', headers({ 'sec-fetch-site': 'same-origin' }), 'https://auth.example'],
    ['nothing', headers({}), null],
  ])('names its client by %s', (_name, request, expected) => {
    expect(read({ request }).request.clientOrigin).toBe(expected);
  });

  it('that is a navigation is its own client, wherever it came from', () => {
    const request = headers({ referer: 'https://idp.example/login' });
    expect(read({ entry: { _resourceType: 'document' }, request }).request.clientOrigin).toBe('https://auth.example');
  });
});

describe('a request body', () => {
  it.each([
    ['none', undefined, { kind: 'none' }],
    [
      'parameters only',
      {
        mimeType: 'x',
        params: [
          { name: 'a', value: '1' },
          { name: 'a', value: '2' },
        ],
      },
      { kind: 'fields', fields: { a: ['1', '2'] } },
    ],
    [
      'base64',
      { text: 'eyJhIjoxfQ==', encoding: 'base64', mimeType: 'j' },
      { kind: 'text', text: '{"a":1}', mimeType: 'j' },
    ],
    ['broken base64', { text: '%%%', encoding: 'base64' }, { kind: 'unreadable' }],
    ['too long', { text: 'x'.repeat(64 * 1024 + 1) }, { kind: 'oversized' }],
    [
      'of a type that only the header knows',
      { text: 'a=1' },
      { kind: 'text', text: 'a=1', mimeType: 'application/x-www-form-urlencoded' },
    ],
  ])('%s', (_name, postData, expected) => {
    expect(read({ request: { postData } }).request.body).toEqual(expected);
  });
});

describe('an answer', () => {
  it.each([
    [
      'in base64',
      { content: { text: 'eyJhIjoxfQ==', encoding: 'base64', size: 7 } },
      { kind: 'text', text: '{"a":1}' },
    ],
    ['saved without its body', { content: { size: 20 } }, { kind: 'unavailable' }],
    ['whose body the browser let go', { content: { size: 20, text: '' } }, { kind: 'lost' }],
    ['of a size that is not known', { content: { size: -1 }, bodySize: -1 }, { kind: 'unavailable' }],
    ['without a body, and of no known size', { content: { size: -1, text: '' }, bodySize: -1 }, { kind: 'empty' }],
    ['without a body', { content: { size: 0, text: '' }, bodySize: 0 }, { kind: 'empty' }],
    ['204', { status: 204, content: { size: 20, text: 'x' } }, { kind: 'empty' }],
    ['of 256 KiB and more', { content: { text: 'x'.repeat(256 * 1024 + 1) } }, { kind: 'oversized' }],
  ])('%s', (_name, response, expected) => {
    expect(answerOf({ response })).toMatchObject({ body: expected });
  });

  it.each([
    ['came', { isAsked: true, text: '{"b":2}', encoding: null }, { kind: 'text', text: '{"b":2}' }],
    ['came in base64', { isAsked: true, text: 'eyJhIjoxfQ==', encoding: 'base64' }, { kind: 'text', text: '{"a":1}' }],
    [
      'came with a MIME type for an encoding, as Firefox has it',
      { isAsked: true, text: '{}', encoding: 'application/json' },
      { kind: 'text', text: '{}' },
    ],
    ['came back empty-handed', { isAsked: true, text: null, encoding: null }, { kind: 'lost' }],
    ['was not asked for', { isAsked: false }, { kind: 'unavailable' }],
  ] as const)('whose body DevTools was asked for apart and %s', (_name, content, expected) => {
    expect(answerOf({ response: { content: { size: 20 } } }, { content })).toMatchObject({ body: expected });
  });

  it.each([
    ['cache', { entry: { _fromCache: 'disk' } }, 'cache'],
    ['Firefox cache', { entry: { cache: { afterRequest: null } } }, 'cache'],
    ['service worker', { response: { _fetchedViaServiceWorker: true } }, 'service-worker'],
    ['Safari memory cache', { entry: { _fetchType: 'Memory Cache' } }, 'cache'],
    ['Safari disk cache', { entry: { _fetchType: 'Disk Cache' } }, 'cache'],
    ['Safari service worker', { entry: { _fetchType: 'Service Worker' } }, 'service-worker'],
    ['Safari network', { entry: { _fetchType: 'Network Load' } }, 'network'],
    ['cache, in Playwright’s words', { entry: { _monotonicTime: 1 }, response: { _transferSize: 0 } }, 'cache'],
    [
      'test that answers itself',
      { entry: { _monotonicTime: 1, _wasFulfilled: true }, response: { _transferSize: 0 } },
      'network',
    ],
    ['network without a size', { entry: { _monotonicTime: 1 }, response: { _transferSize: -1 } }, 'network'],
    ['network by a tool that counts nothing', { response: { _transferSize: 0 } }, 'network'],
    ['server that says: not modified', { response: { status: 304 } }, 'network'],
  ])('comes from the %s', (_name, parts, source) => {
    expect(answerOf(parts)).toMatchObject({ source });
  });

  it('that never came is a failure, in the browser’s words', () => {
    expect(answerOf({ response: { status: 0, _error: 'net::ERR_ABORTED' } })).toMatchObject({
      kind: 'request-failed',
      error: 'net::ERR_ABORTED',
    });
    expect(answerOf({ response: { status: -1, _failureText: 'net::ERR_FAILED' } })).toMatchObject({
      kind: 'request-failed',
      error: 'net::ERR_FAILED',
    });
    expect(answerOf({ response: { status: 0, _error: 'Bearer abc.def?' } })).toMatchObject({ error: 'no answer' });
  });
});
