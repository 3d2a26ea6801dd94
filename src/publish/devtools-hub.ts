// The worker's end of the DevTools pages' wire: gives them the key, takes their observations, says what is saved.

import type { LiveSession } from '../store/live-session';
import type { Channel } from './channel';
import { parseFromDevtools } from './parse-devtools';
import { PROTOCOL_VERSION, type ToDevtools } from './protocol';

export type DevtoolsHubOptions = {
  readonly session: LiveSession;
  /** DevTools were opened or closed on some tab. */
  readonly onTabsChange: () => void;
};

export type DevtoolsHub = {
  /** `partition`: whose storage the tab uses. */
  readonly accept: (tabId: number, partition: string, channel: Channel) => void;
  /** Tabs whose DevTools are open. */
  readonly listTabs: () => readonly number[];
};

type DevtoolsPage = {
  readonly tabId: number;
  readonly partition: string;
  readonly channel: Channel;
  page: string | null;
};

export function createDevtoolsHub({ session, onTabsChange }: DevtoolsHubOptions): DevtoolsHub {
  const pages = new Set<DevtoolsPage>();

  session.listen({
    onPause: () => {
      for (const page of pages) sendKey(page);
    },
    onSaved: (batches) => {
      for (const page of pages) {
        const batch = page.page === null ? undefined : batches[page.page];
        if (batch !== undefined) send(page, { kind: 'saved', batch });
      }
    },
  });

  function send(page: DevtoolsPage, message: ToDevtools): void {
    try {
      page.channel.post(message);
    } catch {
      leave(page); // It hung up, and the browser has not said so yet.
    }
  }

  function sendKey(page: DevtoolsPage): void {
    const [keyHex, isPaused] = [session.keyHex(), session.isPaused()];
    const { partition } = page;
    const saved = session.savedBatches();
    send(page, { kind: 'fingerprint-key', protocol: PROTOCOL_VERSION, keyHex, isPaused, partition, saved });
  }

  function leave(page: DevtoolsPage): void {
    if (pages.delete(page)) onTabsChange();
  }

  function takeMessage(from: DevtoolsPage, raw: unknown): void {
    const parsed = parseFromDevtools(raw);
    if (!parsed.ok) return session.noteFault('devtools', parsed.reason);
    const { page, batch, observations, skipped } = parsed.value;
    from.page = page;
    if (skipped > 0) session.noteFault('devtools', `${skipped} malformed observations`);
    session.takeBatch(page, batch, observations);
    session.whenReady(() => send(from, { kind: 'taken', batch }));
  }

  return {
    accept(tabId, partition, channel) {
      const page: DevtoolsPage = { tabId, partition, channel, page: null };
      pages.add(page);
      channel.onMessage((message) => session.guard('devtools', () => takeMessage(page, message)));
      channel.onDisconnect(() => session.guard('devtools', () => leave(page)));
      session.whenReady(() => sendKey(page));
      onTabsChange();
    },
    listTabs: () => [...new Set([...pages].map(({ tabId }) => tabId))],
  };
}
