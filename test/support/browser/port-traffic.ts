// Listens in on everything that the extension's own pages send and receive: over ports and as one-shot messages.
import type { BrowserContext, Page } from '@playwright/test';

interface Port {
  postMessage(message: unknown): void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
}

interface Runtime {
  connect(...words: unknown[]): Port;
  sendMessage(...words: unknown[]): Promise<unknown>;
}

/** Call it before DevTools opens: it works for pages that are loaded from then on. */
export async function recordPortTraffic(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    if (location.protocol !== 'chrome-extension:') return;
    const traffic: string[] = [];
    Object.assign(globalThis, { portTraffic: traffic });
    const record = (message: unknown): void => {
      traffic.push(JSON.stringify(message) ?? '');
    };
    // Chromium has both names, and they need not be one object.
    const apis: { runtime: Runtime }[] = ['chrome', 'browser']
      .map((name) => Reflect.get(globalThis, name))
      .filter(Boolean);
    for (const runtime of new Set(apis.map((api) => api.runtime))) {
      const { connect, sendMessage } = runtime;
      runtime.connect = (...words) => {
        const port = connect.apply(runtime, words);
        const { postMessage } = port;
        port.onMessage.addListener(record);
        port.postMessage = (message) => {
          record(message);
          postMessage.call(port, message);
        };
        return port;
      };
      runtime.sendMessage = async (...words) => {
        record(words);
        const answer = await sendMessage.apply(runtime, words);
        record(answer);
        return answer;
      };
    }
  });
}

/** What was recorded in the extension's frames inside a DevTools window: the devtools page and the panel. */
export async function readPortTraffic(devtools: Page): Promise<string[]> {
  const frames = devtools.frames().filter((frame) => frame.url().startsWith('chrome-extension://'));
  const recorded = await Promise.all(
    frames.map((frame) => frame.evaluate((): string[] => Reflect.get(globalThis, 'portTraffic') ?? [])),
  );
  return recorded.flat();
}
