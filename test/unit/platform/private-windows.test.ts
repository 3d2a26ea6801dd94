// The worker on a made-up browser that runs one instance for all windows, as Firefox does: what happens in a private
// window is told to DevTools of private windows only, and written down nowhere.
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { makeJwt, TEST_NOW_MS } from '../../support/raw-halves';

type Listener = (...words: unknown[]) => unknown;
const listeners = new Map<string, Listener>();
const stored = new Map<string, unknown>();

const listenAs = (name: string) => ({ addListener: (listener: Listener) => void listeners.set(name, listener) });
const PRIVATE_TAB = 2;
const OTHER_PRIVATE_TAB = 3;
const GONE_TAB = 4;
const CONTAINER_TAB = 5;
let openTabs = [1, PRIVATE_TAB, OTHER_PRIVATE_TAB];
const area = {
  get: async () => Object.fromEntries(stored),
  set: async (entries: object) => {
    for (const [key, value] of Object.entries(entries)) stored.set(key, value);
  },
  remove: async () => undefined,
};

vi.mock('webextension-polyfill', () => ({
  default: {
    runtime: {
      id: 'ours',
      getURL: () => 'moz-extension://ours/',
      getManifest: () => ({}),
      onConnect: listenAs('connect'),
      onMessage: listenAs('message'),
    },
    extension: { inIncognitoContext: false },
    storage: { session: area, local: { get: async () => ({}), set: async () => undefined } },
    permissions: { contains: async () => true, onAdded: listenAs('added'), onRemoved: listenAs('removed') },
    tabs: {
      async get(id: number) {
        // As a browser does for a tab that it does not know.
        if (id === GONE_TAB) throw new Error(`Invalid tab ID: ${id}`);
        const container = id === CONTAINER_TAB ? 'firefox-container-2' : 'firefox-default';
        return { incognito: id === PRIVATE_TAB, cookieStoreId: container };
      },
      query: async () => openTabs.map((id) => ({ id, incognito: id !== 1 })),
      onRemoved: listenAs('tab-removed'),
    },
    webRequest: {
      onBeforeRequest: listenAs('before-request'),
      onSendHeaders: listenAs('send-headers'),
      onBeforeRedirect: listenAs('before-redirect'),
      onResponseStarted: listenAs('response-started'),
      onErrorOccurred: listenAs('error-occurred'),
    },
  },
}));
vi.stubGlobal('chrome', {});

function send(origin: string, incognito: boolean): void {
  const event = {
    requestId: origin,
    url: `${origin}/me`,
    method: 'GET',
    type: 'xmlhttprequest',
    tabId: incognito ? PRIVATE_TAB : 1,
    timeStamp: TEST_NOW_MS,
    incognito,
  };
  const jwt = makeJwt({ iss: origin, exp: TEST_NOW_MS / 1000 + 600 });
  const requestHeaders = [{ name: 'Authorization', value: `Bearer ${jwt}` }];
  listeners.get('before-request')?.(event);
  listeners.get('send-headers')?.({ ...event, requestHeaders });
  listeners.get('response-started')?.({ ...event, statusCode: 200, responseHeaders: [] });
}

const askForReport = (tabId: number): Promise<string> =>
  new Promise((resolve) => {
    const sender = { id: 'ours', url: 'moz-extension://ours/panel.html' };
    listeners.get('message')?.({ kind: 'get-report', tabId }, sender, (report: unknown) =>
      resolve(JSON.stringify(report)),
    );
  });

beforeAll(async () => {
  await import('../../../src/entry/background');
  send('https://open.example', false);
  send('https://hidden.example', true);
});

describe('one worker for all windows', () => {
  it('tells DevTools of a normal tab nothing of private windows', async () => {
    const report = await askForReport(1);
    expect(report).toContain('open.example');
    expect(report).not.toContain('hidden.example');
  });

  it('tells DevTools of a private tab nothing of normal windows', async () => {
    const report = await askForReport(PRIVATE_TAB);
    expect(report).toContain('hidden.example');
    expect(report).not.toContain('open.example');
  });

  it('tells DevTools of a tab that is gone nothing of private windows', async () => {
    const report = await askForReport(GONE_TAB);
    expect(report).toContain('open.example');
    expect(report).not.toContain('hidden.example');
  });

  it('hangs up on a port of its own pages that it has no use for', () => {
    let hungUp = 0;
    const event = { addListener: () => undefined, removeListener: () => undefined };
    const disconnect = (): void => void hungUp++;
    const sender = { id: 'ours', url: 'moz-extension://ours/panel.html' };
    listeners.get('connect')?.({ name: 'other:1', sender, disconnect, onMessage: event, onDisconnect: event });
    expect(hungUp).toBe(1);
  });

  it.each([
    ['a normal', 1, 'normal'],
    ['a private', PRIVATE_TAB, 'private'],
    // Firefox says so of the tab's requests, too: the two sensors' views of one send must meet.
    ['a container’s', CONTAINER_TAB, 'firefox-container-2'],
    ['a lost', GONE_TAB, 'normal'],
  ])('tells DevTools of %s tab whose storage it uses', async (_which, tabId, partition) => {
    const told: unknown[] = [];
    const event = { addListener: () => undefined, removeListener: () => undefined };
    const sender = { id: 'ours', url: 'moz-extension://ours/devtools.html' };
    const port = {
      sender,
      postMessage: (message: unknown) => told.push(message),
      onMessage: event,
      onDisconnect: event,
    };
    listeners.get('connect')?.({ ...port, name: `devtools:${tabId}` });
    await vi.waitFor(() => expect(told).toContainEqual(expect.objectContaining({ partition })));
  });

  it('writes down nothing of private windows', async () => {
    await vi.waitFor(() => expect(JSON.stringify([...stored])).toContain('open.example'));
    expect(JSON.stringify([...stored])).not.toContain('hidden.example');
  });

  it('forgets what it saw in private windows with the last tab of them, and not before', async () => {
    listeners.get('tab-removed')?.(OTHER_PRIVATE_TAB);
    openTabs = [1, PRIVATE_TAB];
    await Promise.resolve();
    expect(await askForReport(PRIVATE_TAB)).toContain('hidden.example');
    // Firefox tells of it while the tab is still among the open ones.
    listeners.get('tab-removed')?.(PRIVATE_TAB);
    await vi.waitFor(async () => expect(await askForReport(PRIVATE_TAB)).not.toContain('hidden.example'));
    expect(await askForReport(1)).toContain('open.example');
  });
});
