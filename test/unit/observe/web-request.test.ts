// Requests as Chromium tells of them.
import { describe, expect, it } from 'vitest';
import { FORM_POST, OK, PAGE_FETCH, watch } from '../fakes/browser-requests';
import { only } from '../fakes/recording-sink';

const bytes = (text: string) => ({ bytes: new TextEncoder().encode(text).buffer });

describe('a request', () => {
  it('is dated by its start, whenever its headers went out', () => {
    const { takeBeforeRequest, takeSendHeaders, requests } = watch();
    takeBeforeRequest(PAGE_FETCH);
    takeSendHeaders({ ...PAGE_FETCH, timeStamp: 1012, requestHeaders: [{ name: 'authorization', value: 'Bearer a' }] });
    expect(only(requests)).toEqual({
      ref: 'web-request:214.0',
      sensor: 'web-request',
      atMs: 1000,
      method: 'GET',
      url: 'http://localhost:4000/api',
      resourceType: 'fetch',
      context: 'tab:7',
      clientOrigin: 'http://localhost:4000',
      partition: 'normal',
      redirectOf: null,
      answeredMs: null,
      headers: [{ name: 'authorization', value: 'Bearer a' }],
      body: { kind: 'none' },
    });
  });

  it.each([
    ['a page service worker', { tabId: -1 }, { context: 'service-worker', clientOrigin: 'http://localhost:4000' }],
    ['the browser itself', { tabId: -1, initiator: undefined }, { context: 'unknown', clientOrigin: null }],
    ['an opaque origin', { initiator: 'null' }, { context: 'tab:7', clientOrigin: null }],
    [
      'a navigation, by its own address',
      { type: 'main_frame', initiator: 'https://idp.example' },
      { resourceType: 'document', clientOrigin: 'http://localhost:4000' },
    ],
    [
      'a frame, by the page around it',
      { type: 'sub_frame' },
      { resourceType: 'subframe', clientOrigin: 'http://localhost:4000' },
    ],
    [
      'a WebSocket handshake',
      { type: 'websocket', url: 'ws://localhost:4000/ws?access_token=z' },
      { resourceType: 'websocket', url: 'ws://localhost:4000/ws?access_token=z' },
    ],
    ['a beacon in Firefox', { type: 'beacon' }, { resourceType: 'ping' }],
    [
      'a page in Firefox, by its document',
      { initiator: undefined, documentUrl: 'https://app.example/page?q', originUrl: 'https://cdn.example/' },
      { clientOrigin: 'https://app.example' },
    ],
    ['a private window in Firefox', { incognito: true }, { partition: 'private' }],
    ['a container in Firefox', { cookieStoreId: 'firefox-container-3' }, { partition: 'firefox-container-3' }],
    ['the default container in Firefox', { cookieStoreId: 'firefox-default' }, { partition: 'normal' }],
    [
      'an address with a fragment, which is never sent',
      { url: 'https://a.example/cb#t=1' },
      { url: 'https://a.example/cb' },
    ],
  ] as const)('of %s is attributed', (_name, change, expected) => {
    const { takeBeforeRequest, takeSendHeaders, requests } = watch();
    const event = { ...PAGE_FETCH, ...change };
    takeBeforeRequest(event);
    takeSendHeaders({ ...event, requestHeaders: [] });
    expect(only(requests)).toMatchObject(expected);
  });

  it('of a private instance is private without a word in the event', () => {
    const { takeSendHeaders, requests } = watch('private');
    takeSendHeaders({ ...PAGE_FETCH, requestHeaders: [] });
    expect(only(requests).partition).toBe('private');
  });

  it.each([
    ['our own pages', { initiator: 'chrome-extension://abc' }],
    ['other extensions in Firefox', { originUrl: 'moz-extension://abc/page.html' }],
    ['another scheme', { url: 'chrome-extension://abc/devtools.html' }],
  ])('of %s is ignored, and so is its answer', (_name, change) => {
    const { takeBeforeRequest, takeSendHeaders, takeBeforeRedirect, takeResponseStarted, takeErrorOccurred, ...seen } =
      watch();
    const event = { ...PAGE_FETCH, ...change };
    takeBeforeRequest(event);
    takeSendHeaders({ ...event, requestHeaders: [] });
    takeBeforeRedirect({ ...event, ...OK, statusCode: 302 });
    takeResponseStarted({ ...event, ...OK });
    takeErrorOccurred({ ...event, error: 'net::ERR_FAILED' });
    expect([seen.requests, seen.answers, seen.failures]).toEqual([[], [], []]);
  });

  it('that is a CORS preflight is ignored, and so is its answer', () => {
    const { takeBeforeRequest, takeSendHeaders, takeResponseStarted, requests, answers } = watch();
    const preflight = { ...PAGE_FETCH, method: 'OPTIONS' };
    takeBeforeRequest(preflight);
    takeSendHeaders({ ...preflight, requestHeaders: [{ name: 'Access-Control-Request-Method', value: 'GET' }] });
    takeResponseStarted({ ...preflight, ...OK, statusCode: 204 });
    expect([requests, answers]).toEqual([[], []]);
  });

  it.each([
    ['that was fetched before', [], 0],
    ['that goes to the network', [{ name: 'Accept-Encoding', value: 'gzip, deflate, br, zstd' }], 1],
  ])('for a page that is rendered ahead %s is seen as often as it was sent', (_name, requestHeaders, times) => {
    const { takeBeforeRequest, takeSendHeaders, takeResponseStarted, requests, answers } = watch();
    const load = { ...PAGE_FETCH, type: 'main_frame', documentLifecycle: 'prerender' };
    takeBeforeRequest(load);
    takeSendHeaders({ ...load, requestHeaders });
    takeResponseStarted({ ...load, ...OK });
    expect([requests.length, answers.length]).toEqual([times, times]);
  });
});

describe('a body', () => {
  const json = { name: 'Content-Type', value: 'application/json' };

  it.each([
    [
      'a form',
      { formData: { grant_type: ['refresh_token'] } },
      { kind: 'fields', fields: { grant_type: ['refresh_token'] } },
    ],
    ['a form with a file', { formData: { f: [new ArrayBuffer(2)] } }, { kind: 'fields', fields: { f: ['\0\0'] } }],
    ['bytes', { raw: [bytes('{"a":'), bytes('1}')] }, { kind: 'text', text: '{"a":1}', mimeType: 'application/json' }],
    [
      'a character cut in two',
      { raw: [{ bytes: Uint8Array.of(0xc3).buffer }, { bytes: Uint8Array.of(0xa9).buffer }] },
      { kind: 'text', text: 'é', mimeType: 'application/json' },
    ],
    ['a Blob', { error: 'Unknown error.' }, { kind: 'unreadable' }],
    ['a file on disk', { raw: [{ file: 'name' }] }, { kind: 'unreadable' }],
    ['nothing shown, though a type was sent', undefined, { kind: 'unreadable' }],
    ['more than 64 KiB', { raw: [{ bytes: new ArrayBuffer(64 * 1024 + 1) }] }, { kind: 'oversized' }],
    ['a form of more than 64 KiB', { formData: { a: ['x'.repeat(64 * 1024 + 1)] } }, { kind: 'oversized' }],
  ])('of %s is read', (_name, requestBody, expected) => {
    const { takeBeforeRequest, takeSendHeaders, requests } = watch();
    takeBeforeRequest({ ...FORM_POST, requestBody });
    takeSendHeaders({ ...FORM_POST, requestHeaders: [json] });
    expect(only(requests).body).toEqual(expected);
  });

  it('with a member named __proto__ is data like any other', () => {
    const { takeBeforeRequest, takeSendHeaders, requests } = watch();
    takeBeforeRequest({ ...FORM_POST, requestBody: { formData: JSON.parse('{"__proto__":["x"]}') } });
    takeSendHeaders({ ...FORM_POST, requestHeaders: [] });
    const { body } = only(requests);
    expect(body.kind === 'fields' && Object.entries(body.fields)).toEqual([['__proto__', ['x']]]);
  });

  it('is not what a header is, whose bytes may be no UTF-8', () => {
    const { takeSendHeaders, requests } = watch();
    takeSendHeaders({ ...PAGE_FETCH, requestHeaders: [{ name: 'x', binaryValue: [65, 66] }, { name: 'y' }] });
    expect(only(requests).headers).toEqual([{ name: 'x', value: 'AB' }]);
  });
});
