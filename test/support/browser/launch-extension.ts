// Starts Chromium with the built extension in a fresh profile, which is removed again on close.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, expect, type Worker } from '@playwright/test';
import { DISABLED_FEATURES_FLAG } from './disabled-features';
import { findChromium, NO_CHROMIUM } from './find-chromium.mjs';

export const BUILT_EXTENSION = fileURLToPath(new URL('../../../dist/chromium', import.meta.url));

export interface LaunchOptions {
  readonly extensionPath?: string;
  readonly headless?: boolean;
  /** Other extensions to load beside it. */
  readonly besides?: readonly string[];
  readonly flags?: readonly string[];
  /** A profile that outlives the browser; without it a fresh one, removed on close. */
  readonly profile?: string;
  /** Of the flags that Playwright starts a browser with: those to leave out. */
  readonly withoutFlags?: readonly string[];
}

export interface ExtensionBrowser {
  readonly context: BrowserContext;
  readonly extensionId: string;
  /** The worker that runs now; it is another one after every restart. */
  serviceWorker(): Promise<Worker>;
  close(): Promise<void>;
}

const FLAGS = [
  DISABLED_FEATURES_FLAG,
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--window-size=1500,950',
];

export async function launchExtension(options: LaunchOptions = {}): Promise<ExtensionBrowser> {
  const { extensionPath = BUILT_EXTENSION, headless = true, besides = [], flags = [], withoutFlags = [] } = options;
  const loaded = [extensionPath, ...besides].join(',');
  const executablePath = await findChromium();
  if (executablePath === undefined) throw new Error(NO_CHROMIUM);
  // Playwright asks for this each time a target appears: only with it does it attach to DevTools windows.
  process.env.PW_CHROMIUM_ATTACH_TO_OTHER = '1';
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'token-lifeline-')));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless,
    viewport: null,
    ignoreDefaultArgs: [...withoutFlags],
    args: [`--disable-extensions-except=${loaded}`, `--load-extension=${loaded}`, ...FLAGS, ...flags],
  });
  const ownScript = await readWorkerScript(extensionPath);
  const isOurs = (worker: Worker): boolean => worker.url().endsWith(`/${ownScript}`);
  const serviceWorker = async (): Promise<Worker> =>
    context.serviceWorkers().find(isOurs) ?? context.waitForEvent('serviceworker', isOurs);
  const worker = await serviceWorker();
  await waitUntilListening(worker);
  return {
    context,
    extensionId: new URL(worker.url()).host,
    serviceWorker,
    async close() {
      await context.close();
      if (options.profile === undefined) await rm(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Extensions beside it have workers too, and not every extension's has the name that the built one's has. */
async function readWorkerScript(extensionPath: string): Promise<string> {
  const manifest: { background?: { service_worker?: string } } = JSON.parse(
    await readFile(join(extensionPath, 'manifest.json'), 'utf8'),
  );
  const script = manifest.background?.service_worker;
  if (script === undefined) throw new Error(`${extensionPath} has no service worker`);
  return script;
}

/** A worker that has only just been made hears nothing yet. The call after it asked shows that the browser knows its listeners. */
async function waitUntilListening(worker: Worker): Promise<void> {
  await expect(async () => {
    const isListening = await worker.evaluate(async () => {
      const hasListeners = chrome.webRequest?.onSendHeaders.hasListeners() ?? true;
      await chrome.runtime.getPlatformInfo();
      return hasListeners;
    });
    if (!isListening) throw new Error('The worker does not listen yet');
  }).toPass({ intervals: [20], timeout: 15_000 });
}
