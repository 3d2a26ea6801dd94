// A dedicated worker's wire as a channel, from both ends.

import type { Channel } from '../publish/channel';

/** The page's end; closing it ends the worker at once, whatever it is doing. Hangs up when the worker throws or cannot start. */
export function createWorkerChannel(worker: Worker): Channel {
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => listenTo(worker, listener),
    onDisconnect(listener) {
      const take = (): void => listener();
      worker.addEventListener('error', take);
      return () => worker.removeEventListener('error', take);
    },
    close: () => worker.terminate(),
  };
}

/** The worker's own end, to the page that started it. Its page never hangs up: it ends the worker. */
export function createOwnerChannel(): Channel {
  return {
    post: (message) => globalThis.postMessage(message),
    onMessage: (listener) => listenTo(globalThis, listener),
    onDisconnect: () => () => undefined,
    close: () => globalThis.close(),
  };
}

function listenTo(end: EventTarget, listener: (message: unknown) => void): () => void {
  const take = (event: Event): void => {
    if (event instanceof MessageEvent) listener(event.data);
  };
  end.addEventListener('message', take);
  return () => end.removeEventListener('message', take);
}
