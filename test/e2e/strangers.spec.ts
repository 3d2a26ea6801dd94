// Nobody but our own pages is heard: not a hostile page, not its content script's extension, not a second extension that
// knows our id, our ports' names and our messages.
import { expect, type Page, type Worker } from '@playwright/test';
import { PANEL_PORT, PROTOCOL_VERSION } from '../../src/publish/protocol';
import { launchExtension } from '../support/browser/launch-extension';
import { type WrittenExtension, writeExtension } from '../support/browser/write-extension';
import { test as base } from './fixtures';

const ANSWERS_EVERYONE = `
  chrome.runtime.onMessageExternal.addListener((message, sender, respond) => { respond('welcome'); });
  chrome.runtime.onConnectExternal.addListener((port) => port.postMessage('welcome'));
`;
/** Says what comes of a message, and of a port over which it sends what our own panel would send. */
const SENDS_TO_OTHERS = `
  globalThis.ask = (id, message) => new Promise((resolve) => {
    chrome.runtime.sendMessage(id, message, (answer) => resolve(chrome.runtime.lastError?.message ?? answer ?? 'no answer'));
  });
  globalThis.connect = (id, name, messages) => new Promise((resolve) => {
    const port = chrome.runtime.connect(id, { name });
    port.onMessage.addListener((message) => resolve(message));
    port.onDisconnect.addListener(() => resolve(chrome.runtime.lastError?.message ?? 'hung up'));
    for (const message of messages) port.postMessage(message);
  });
`;

const MESSAGES = [
  { kind: 'get-report' },
  { kind: 'subscribe', protocol: PROTOCOL_VERSION, epoch: null, seq: 0 },
  { kind: 'command', command: 'clear' },
];
const PORTS = [`${PANEL_PORT}:1`, `${PANEL_PORT}:none`, 'devtools:1', ''];
const NOBODY = /Could not establish connection|Receiving end does not exist/;

const test = base.extend<{ hostile: WrittenExtension; open: WrittenExtension }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern
  hostile: async ({}, use) => {
    const hostile = await writeExtension('hostile', SENDS_TO_OTHERS, { host_permissions: ['<all_urls>'] });
    await use(hostile);
    await hostile.remove();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  open: async ({}, use) => {
    const open = await writeExtension('open', ANSWERS_EVERYONE);
    await use(open);
    await open.remove();
  },
  extension: async ({ hostile, open }, use) => {
    const extension = await launchExtension({ besides: [hostile.path, open.path] });
    await use(extension);
    await extension.close();
  },
});

test('a second extension gets no answer and changes nothing', async ({ app, panel, extension }) => {
  await app.signIn();
  await expect(panel.tokenRow('AT1')).toBeVisible();
  const findWorker = async (name: string): Promise<Worker> => {
    const isIt = (worker: Worker): boolean => worker.url().endsWith(`/${name}.js`);
    return extension.context.serviceWorkers().find(isIt) ?? extension.context.waitForEvent('serviceworker', isIt);
  };
  const hostile = await findWorker('hostile');
  const openId = new URL((await findWorker('open')).url()).host;
  const ask = (id: string, message: unknown): Promise<unknown> =>
    hostile.evaluate(([to, what]) => Reflect.get(globalThis, 'ask')(to, what), [id, message] as const);
  const connect = (id: string, name: string, messages: readonly unknown[]): Promise<unknown> =>
    hostile.evaluate(([to, port, what]) => Reflect.get(globalThis, 'connect')(to, port, what), [
      id,
      name,
      messages,
    ] as const);

  // It knows how to talk: an extension that listens to others answers it.
  expect(await ask(openId, MESSAGES[0])).toBe('welcome');
  expect(await connect(openId, PORTS[0] ?? '', MESSAGES)).toBe('welcome');

  for (const message of MESSAGES) expect(await ask(extension.extensionId, message)).toMatch(NOBODY);
  for (const port of PORTS) expect(await connect(extension.extensionId, port, MESSAGES)).toMatch(NOBODY);
  await expect(panel.tokenRow('AT1')).toBeVisible();
  expect((await panel.report()).tokens.length).toBeGreaterThan(0);
});

test('a second extension can neither show nor load a page of ours', async ({ app, extension, hostile }) => {
  await expect(app.app).toBeVisible();
  const isHostile = (worker: Worker): boolean => worker.url().endsWith('/hostile.js');
  const worker =
    extension.context.serviceWorkers().find(isHostile) ??
    (await extension.context.waitForEvent('serviceworker', isHostile));
  expect(hostile.path).not.toBe('');
  const page = await extension.context.newPage();
  await page.goto(`chrome-extension://${new URL(worker.url()).host}/page.html`);
  const root = `chrome-extension://${extension.extensionId}`;
  expect(await page.evaluate(tryToReachInside, root)).toEqual(CLOSED);
  expect(await frameOurPanel(page, root)).toBe(ERROR_PAGE);
});

test('a page learns nothing of the extension: not that it is there, and no way in', async ({ app, extension }) => {
  await expect(app.app).toBeVisible();
  const root = `chrome-extension://${extension.extensionId}`;
  expect(await app.page.evaluate(tryToReachInside, root)).toEqual(CLOSED);
  expect(await frameOurPanel(app.page, root)).toBe(ERROR_PAGE);
  // Pages have no runtime at all: no extension here may be connected to from outside.
  expect(await app.page.evaluate(() => typeof Reflect.get(globalThis, 'chrome')?.runtime)).toBe('undefined');
});

const ERROR_PAGE = 'chrome-error://chromewebdata/';
const CLOSED = { fetch: 'refused', image: 'refused', script: 'refused' };

/** What a frame shows that was pointed at our panel. */
async function frameOurPanel(page: Page, root: string): Promise<string | undefined> {
  await page.evaluate(async (src) => {
    const frame = document.createElement('iframe');
    const shown = new Promise((resolve) => frame.addEventListener('load', resolve));
    frame.src = src;
    document.body.append(frame);
    await shown;
  }, `${root}/src/entry/panel.html`);
  return page.frames().at(-1)?.url();
}

/** Runs in a page. */
async function tryToReachInside(root: string): Promise<Record<string, string>> {
  const load = (tag: 'img' | 'script', path: string): Promise<string> =>
    new Promise((resolve) => {
      const element = document.createElement(tag);
      element.addEventListener('load', () => resolve('loaded'));
      element.addEventListener('error', () => resolve('refused'));
      element.src = `${root}${path}`;
      document.body.append(element);
    });
  return {
    fetch: await fetch(`${root}/manifest.json`).then(
      () => 'read',
      () => 'refused',
    ),
    image: await load('img', '/src/entry/icons/icon-32.png'),
    script: await load('script', '/service-worker-loader.js'),
  };
}
