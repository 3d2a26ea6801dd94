// Who may talk to the worker: our own pages, and nobody else.
import { beforeEach, describe, expect, it, vi } from 'vitest';

type Sender = { readonly id?: string; readonly url?: string };
type Port = { readonly name: string; readonly sender: Sender; readonly disconnect: () => void };

const listeners: {
  connect: ((port: Port) => void)[];
  message: ((message: unknown, sender: Sender, respond: (answer: unknown) => void) => unknown)[];
} = {
  connect: [],
  message: [],
};

vi.mock('webextension-polyfill', () => ({
  default: {
    runtime: {
      id: 'ours',
      getURL: () => 'chrome-extension://ours/',
      onConnect: { addListener: (listener: (port: Port) => void) => listeners.connect.push(listener) },
      onMessage: { addListener: (listener: (typeof listeners.message)[number]) => listeners.message.push(listener) },
    },
  },
}));
vi.stubGlobal('chrome', {});

beforeEach(() => {
  listeners.connect = [];
  listeners.message = [];
});

const OUR_PAGE = { id: 'ours', url: 'chrome-extension://ours/src/entry/panel.html' };
const STRANGERS: readonly (readonly [string, Sender])[] = [
  ['another extension', { id: 'theirs', url: 'chrome-extension://theirs/page.html' }],
  ['a content script of ours', { id: 'ours', url: 'https://app.example/' }],
  ['a page whose address only begins like ours', { id: 'ours', url: 'chrome-extension://ours.evil.example/' }],
  ['another extension that gives our address for its own', { id: 'theirs', url: OUR_PAGE.url }],
  ['nobody', {}],
];

describe('a port', () => {
  it.each(STRANGERS)('of %s is hung up on', async (_name, sender) => {
    const { acceptPorts } = await import('../../../src/platform/ports');
    const accepted: string[] = [];
    let hungUp = 0;
    acceptPorts((name) => accepted.push(name));
    listeners.connect[0]?.({ name: 'panel:1', sender, disconnect: () => void hungUp++ });
    expect([accepted, hungUp]).toEqual([[], 1]);
  });

  it('of our own page is accepted', async () => {
    const { acceptPorts } = await import('../../../src/platform/ports');
    const accepted: string[] = [];
    acceptPorts((name) => accepted.push(name));
    listeners.connect[0]?.({ name: 'panel:1', sender: OUR_PAGE, disconnect: () => undefined });
    expect(accepted).toEqual(['panel:1']);
  });
});

describe('a message', () => {
  const send = async (sender: Sender, answer: (message: unknown) => Promise<unknown> | undefined): Promise<unknown> => {
    const { answerMessages } = await import('../../../src/platform/messages');
    answerMessages(answer);
    return new Promise((resolve) => {
      // True keeps the channel open for a late answer, in Chrome and in Firefox alike.
      expect(listeners.message[0]?.('question', sender, resolve)).toBe(true);
    });
  };

  it('of our own page is answered', async () => {
    expect(await send(OUR_PAGE, async () => 'answer')).toBe('answer');
  });

  it.each(STRANGERS)('of %s is not even read', async (_name, sender) => {
    const read: unknown[] = [];
    await send(sender, (message) => {
      read.push(message);
      return undefined;
    });
    expect(read).toEqual([]);
  });

  it('whose answer fails is answered with nothing', async () => {
    expect(await send(OUR_PAGE, () => Promise.reject(new Error('no')))).toBeUndefined();
  });
});
