// The DevTools page's end of its wire: sends observations in numbered batches and keeps each until the worker has saved it,
// so that a worker that dies takes nothing with it and takes nothing twice.

import { assertNever } from '../base/assert-never';
import { MAX_SENT_IN_BATCH, MAX_UNSAVED_OBSERVATIONS, MAX_UNTAKEN_OBSERVATIONS } from '../base/limits';
import type { Schedule } from '../base/schedule';
import type { Observation } from '../observation/observation';
import type { Channel } from './channel';
import { cutBatches } from './cut-batches';
import { parseToDevtools } from './parse-devtools';
import type { FromDevtools, ToDevtools } from './protocol';
import { createReconnection } from './reconnection';

export type ObservationSenderOptions = {
  /** Random name of this page: the worker counts batches per name. */
  readonly page: string;
  readonly connect: () => Channel | null;
  readonly schedule: Schedule;
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
  let waiting: Observation[] = [];
  let held = 0;
  let isHeard = false;
  let lastBatch = 0;
  let lastPosted = 0;
  let lastTaken = 0;
  let lost = 0;

  const reconnection = createReconnection({
    connect,
    schedule,
    // Nothing is sent before the worker is heard: it may still be loading.
    onOpen: () => undefined,
    onMessage: takeMessage,
    onLost() {
      isHeard = false;
    },
    onGone,
  });

  function takeMessage(raw: unknown): void {
    const parsed = parseToDevtools(raw);
    if (!parsed.ok) return parsed.reason === 'other-protocol' ? leave() : note(parsed.reason);
    reconnection.noteAnswer();
    const said = parsed.value;
    switch (said.kind) {
      case 'taken':
        lastTaken = Math.max(lastTaken, said.batch);
        return post();
      case 'saved':
        return forget(said.batch);
      case 'fingerprint-key':
        onTerms(said);
        // What a worker saved before it was killed it may have had no time to say.
        forget(said.saved[page] ?? 0);
        return isHeard ? undefined : begin();
      default:
        return assertNever(said);
    }
  }

  function forget(savedBatch: number): void {
    unsaved = unsaved.filter(({ batch, observations }) => {
      if (batch <= savedBatch) held -= observations.length;
      return batch > savedBatch;
    });
  }

  /** The worker is there, for the first time or again: what it has not saved it is sent once more. */
  function begin(): void {
    isHeard = true;
    lastTaken = (unsaved[0]?.batch ?? lastBatch + 1) - 1;
    lastPosted = lastTaken;
    if (lost > 0) note(`${lost} observations may be lost: the worker did not answer for too long`);
    lost = 0;
    post();
  }

  function leave(): void {
    reconnection.close();
    onGone();
  }

  function note(reason: string): void {
    hold({ kind: 'fault-noted', atMs: readNowMs(), where: 'devtools', reason });
  }

  function send(observation: Observation): void {
    hold(observation);
    while (held > MAX_UNSAVED_OBSERVATIONS) giveUpOldest();
  }

  function hold(observation: Observation): void {
    waiting.push(observation);
    held += 1;
    if (waiting.length === 1) queueMicrotask(post);
  }

  /** Also one that was posted: the worker may have died with it. */
  function giveUpOldest(): void {
    const [oldest, ...others] = unsaved;
    const count = oldest?.observations.length ?? 1;
    if (oldest === undefined) waiting.shift();
    else unsaved = others;
    held -= count;
    lost += count;
  }

  function post(): void {
    let untaken = countUntaken();
    while (isHeard && untaken < MAX_UNTAKEN_OBSERVATIONS) {
      const next = unsaved.find(({ batch }) => batch > lastPosted) ?? cutNext();
      if (next === null) return;
      lastPosted = next.batch;
      untaken += next.observations.length;
      reconnection.post(next);
    }
  }

  /** By observations: what was posted as it happened, but not saved, is many small batches, and one by one they take long. */
  function countUntaken(): number {
    return unsaved.reduce(
      (sum, { batch, observations }) => (batch > lastTaken && batch <= lastPosted ? sum + observations.length : sum),
      0,
    );
  }

  function cutNext(): FromDevtools | null {
    const observations = cutBatches(waiting.slice(0, MAX_SENT_IN_BATCH))[0];
    if (observations === undefined) return null;
    waiting = waiting.slice(observations.length);
    lastBatch += 1;
    const next: FromDevtools = { kind: 'observations', page, batch: lastBatch, observations };
    unsaved = [...unsaved, next];
    return next;
  }

  reconnection.open();
  return { send };
}
