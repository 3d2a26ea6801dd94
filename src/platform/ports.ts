// Browser ports as channels, for both ends.

import type { Runtime } from 'webextension-polyfill';
import type { Channel } from '../publish/channel';
import { browser } from './browser-api';
import { isOwnPage } from './own-page';

/** A new port to the worker, which it starts if need be; null when the extension was reloaded under this page. */
export function connectPort(name: string): Channel | null {
  if (!isExtensionAlive()) return null;
  return createPortChannel(browser.runtime.connect({ name }));
}

/** Calls `accept` for each port that one of our own pages opens; others are hung up on. */
export function acceptPorts(accept: (name: string, channel: Channel) => void): void {
  browser.runtime.onConnect.addListener((port) => {
    if (isOwnPage(port.sender)) accept(port.name, createPortChannel(port));
    else port.disconnect();
  });
}

/** Chrome takes the id away from pages of an extension that was updated or reloaded; connecting would throw. */
function isExtensionAlive(): boolean {
  return browser.runtime?.id !== undefined;
}

function createPortChannel(port: Runtime.Port): Channel {
  return {
    post: (message) => port.postMessage(message),
    onMessage(listener) {
      const take = (message: unknown): void => listener(message);
      port.onMessage.addListener(take);
      return () => port.onMessage.removeListener(take);
    },
    onDisconnect(listener) {
      const take = (): void => listener();
      port.onDisconnect.addListener(take);
      return () => port.onDisconnect.removeListener(take);
    },
    close: () => port.disconnect(),
  };
}
