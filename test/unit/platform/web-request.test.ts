// The listeners are a contract with the browser: which ones, in which order, with which filter and which words.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WebRequestListeners } from '../../../src/observe/web-request';

const registered: {
  readonly event: string;
  readonly filter: unknown;
  readonly extra: unknown;
  readonly call: (event: unknown) => void;
}[] = [];

const eventNamed = (event: string) => ({
  addListener: (call: (event: unknown) => void, filter: unknown, extra: unknown) =>
    registered.push({ event, filter, extra, call }),
});

const webRequest = {
  onBeforeRequest: eventNamed('onBeforeRequest'),
  onSendHeaders: eventNamed('onSendHeaders'),
  onBeforeRedirect: eventNamed('onBeforeRedirect'),
  onResponseStarted: eventNamed('onResponseStarted'),
  onErrorOccurred: eventNamed('onErrorOccurred'),
};

// The polyfill throws outside of an extension.
vi.mock('webextension-polyfill', () => ({ default: { webRequest } }));

beforeEach(() => {
  registered.length = 0;
  vi.resetModules();
});
afterEach(() => vi.unstubAllGlobals());

async function register(chrome: unknown, listeners: Partial<WebRequestListeners> = {}): Promise<void> {
  vi.stubGlobal('chrome', chrome);
  const { watchWebRequests } = await import('../../../src/platform/web-request');
  const nothing = (): void => undefined;
  watchWebRequests(
    {
      takeBeforeRequest: nothing,
      takeSendHeaders: nothing,
      takeBeforeRedirect: nothing,
      takeResponseStarted: nothing,
      takeErrorOccurred: nothing,
      ...listeners,
    },
    (_event, work) => work(),
  );
}

const CHROME = { webRequest: { OnSendHeadersOptions: { EXTRA_HEADERS: 'extraHeaders' }, ResourceType: {} } };
const FIREFOX = { webRequest: { OnSendHeadersOptions: {}, ResourceType: { BEACON: 'beacon' } } };
const TYPES = ['xmlhttprequest', 'main_frame', 'sub_frame', 'websocket', 'other', 'ping'];

describe('in Chrome', () => {
  it('five events are listened to, in a fixed order, with extraHeaders wherever there are headers', async () => {
    await register(CHROME);
    expect(registered.map(({ event, extra }) => [event, extra])).toEqual([
      ['onBeforeRequest', ['requestBody']],
      ['onSendHeaders', ['requestHeaders', 'extraHeaders']],
      ['onBeforeRedirect', ['responseHeaders', 'extraHeaders']],
      ['onResponseStarted', ['responseHeaders', 'extraHeaders']],
      ['onErrorOccurred', undefined],
    ]);
  });

  it('of all sites and of WebSockets, and of no type that carries no token', async () => {
    await register(CHROME);
    for (const { filter } of registered)
      expect(filter).toEqual({ urls: ['<all_urls>', 'ws://*/*', 'wss://*/*'], types: TYPES });
  });

  it('each event reaches its listener', async () => {
    const seen: unknown[] = [];
    const note = (name: string) => (event: unknown) => void seen.push([name, event]);
    await register(CHROME, {
      takeBeforeRequest: note('onBeforeRequest'),
      takeSendHeaders: note('onSendHeaders'),
      takeBeforeRedirect: note('onBeforeRedirect'),
      takeResponseStarted: note('onResponseStarted'),
      takeErrorOccurred: note('onErrorOccurred'),
    });
    for (const { event, call } of registered) call(event);
    expect(seen).toEqual(registered.map(({ event }) => [event, event]));
  });
});

describe('in Firefox', () => {
  it('the word extraHeaders, at which it throws, is not said; beacons are a type of their own', async () => {
    await register(FIREFOX);
    expect(registered.flatMap(({ extra }) => extra ?? [])).not.toContain('extraHeaders');
    expect(registered[0]?.filter).toMatchObject({ types: [...TYPES, 'beacon'] });
  });
});
