// The DevTools page's end of its wire: sends observations in numbered batches and keeps each until the worker has saved it,
// so that a worker that dies takes nothing with it and takes nothing twice.

import type { Observation } from '../observation/observation';
import type { Channel } from './channel';
import { cutBatches } from './cut-batches';
import { parseToDevtools } from './parse-devtools';
import type { FromDevtools, ToDevtools } from './protocol';
import { createReconnection } from './reconnection';

/**
 * Batches that the worker has not saved yet; beyond this the oldest are given up, and a fault says so. A busy page makes a
 * hundred a second, and a worker that was killed on a busy computer takes seconds to be there again.
 */
const MAX_UNSAVED = 5000;

export type ObservationSenderOptions = {
  /** Random name of this page: the worker counts batches per name. */
  readonly page: string;
  readonly connect: () => Channel | null;
  readonly schedule: (delayMs: number, run: () => void) => () => void;
  readonly readNowMs: () => number;
  /** What the worker says about how and whether to observe; at least once per connection. */
  readonly onTerms: (terms: Extract<ToDevtools, { readonly kind: 'fingerprint-key' }>) => void;
  /** The extension was updated under this page: nothing can be sent any more. */
  readonly onGone: () => void;
};

export type ObservationSender = { readonly send: (observation: Observation) => void };

/** Connects at once. */
export function createObservationSender(options: ObservationSenderOptions): ObservationSender {
  const { page, connect, schedule, readNowMs, onTerms, onGone } = options;
  let unsaved: readonly FromDevtools[] = [];
  let gathering: Observation[] = [];
  let lastBatch = 0;
  let lost = 0;

  const reconnection = createReconnection({
    connect,
    schedule,
    onOpen: (channel) => {
      for (const message of unsaved) channel.post(message);
    },
    onMessage: takeMessage,
    onLost: () => undefined,
    onGone,
  });

  function takeMessage(raw: unknown): void {
    const parsed = parseToDevtools(raw);
    if (!parsed.ok) return parsed.reason === 'other-protocol' ? leave() : note(parsed.reason);
    reconnection.noteAnswer();
    if (parsed.value.kind === 'saved') {
      const { batch } = parsed.value;
      unsaved = unsaved.filter((message) => message.batch > batch);
      return;
    }
    onTerms(parsed.value);
    if (lost > 0) note(`${lost} batches may be lost: the worker did not answer for too long`);
    lost = 0;
  }

  function leave(): void {
    reconnection.close();
    onGone();
  }

  function note(reason: string): void {
    send({ kind: 'fault-noted', atMs: readNowMs(), where: 'devtools', reason });
  }

  function send(observation: Observation): void {
    gathering.push(observation);
    if (gathering.length === 1) queueMicrotask(sendGathered);
  }

  function sendGathered(): void {
    const observations = gathering;
    gathering = [];
    for (const batch of cutBatches(observations)) sendBatch(batch);
  }

  function sendBatch(observations: readonly Observation[]): void {
    lastBatch += 1;
    const message: FromDevtools = { kind: 'observations', page, batch: lastBatch, observations };
    unsaved = [...unsaved, message];
    reconnection.post(message);
    if (unsaved.length <= MAX_UNSAVED) return;
    unsaved = unsaved.slice(1);
    // Also one that was posted: the worker may have died with it.
    lost += 1;
  }

  reconnection.open();
  return { send };
}
