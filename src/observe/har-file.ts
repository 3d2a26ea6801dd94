// A HAR file's JSON → raw halves of exchanges in the order in which they happened. Chrome, Firefox, proxies, damaged files.

import { isJsonObject, type Json, readMember } from '../base/json';
import { fail, type Result, succeed } from '../base/result';
import { type HarExchange, isHarDamage, readHarEntry } from './har-entry';
import { findHeader, readHarHeaders } from './har-headers';
import type { RawSink } from './raw-sink';
import { createRedirectLinks } from './redirect-links';

export type HarFile = {
  /** Entries that tell of an exchange: not damaged, and no preflight or the like. */
  readonly exchanges: number;
  /** Entries that were damaged and skipped. */
  readonly skipped: number;
  /** Credentials were left out when the file was written, so that much of what happened cannot be told from it. */
  readonly isSanitised: boolean;
  /** Tells `onExchange` after each exchange how many are done. */
  readonly replay: (sink: RawSink, onExchange?: (done: number) => void) => void;
};

/** Expected failure: JSON that is no HAR. */
export function readHarFile(json: Json): Result<HarFile, 'not-har'> {
  const log = isJsonObject(json) ? readMember(json, 'log') : undefined;
  const entries: Json | undefined = isJsonObject(log) ? readMember(log, 'entries') : undefined;
  if (!Array.isArray(entries)) return fail('not-har');
  return succeed({
    ...readEntries(entries),
    isSanitised: isWrittenByDevTools(log) && !entries.some(carriesCredential),
  });
}

/** Chrome leaves out these headers unless the user asks for "HAR with sensitive data"; nothing in the file says so. */
const SANITISED_HEADERS = ['authorization', 'cookie', 'set-cookie'];

function isWrittenByDevTools(log: Json | undefined): boolean {
  const creator = isJsonObject(log) ? readMember(log, 'creator') : undefined;
  return isJsonObject(creator) && readMember(creator, 'name') === 'WebInspector';
}

function carriesCredential(entry: Json): boolean {
  if (!isJsonObject(entry)) return false;
  return ['request', 'response'].some((half) => {
    const message = readMember(entry, half);
    const lines = isJsonObject(message) ? readHarHeaders(message) : [];
    return SANITISED_HEADERS.some((name) => findHeader(lines, name) !== null);
  });
}

function readEntries(entries: readonly Json[]): Omit<HarFile, 'isSanitised'> {
  const exchanges: HarExchange[] = [];
  let skipped = 0;
  entries.forEach((entry, index) => {
    const read = readHarEntry(entry, { ref: `har:${index}`, sensor: 'har', context: null, partition: 'normal' });
    if (read.ok) exchanges.push(read.value);
    else if (isHarDamage(read.reason)) skipped += 1;
  });
  return {
    exchanges: exchanges.length,
    skipped,
    replay: (sink, onExchange) => replay(exchanges, sink, onExchange),
  };
}

type Step = { readonly atMs: number; readonly order: number; readonly run: (sink: RawSink) => void };

/** Requests and answers are told apart in time, so that what raced in the browser races here too (T5). */
function replay(exchanges: readonly HarExchange[], sink: RawSink, onExchange?: (done: number) => void): void {
  const links = createRedirectLinks();
  const byStart = [...exchanges].sort((a, b) => a.request.atMs - b.request.atMs);
  const steps = byStart.flatMap(({ request, answer }): readonly Step[] => {
    const linked = links.link(request);
    if (!('kind' in answer)) links.noteAnswer(linked, answer);
    return [
      { atMs: request.atMs, order: 1, run: (to) => to.takeRequest(linked) },
      // An answer that came the moment another request left had come before it; but never before its own request.
      {
        atMs: Math.max(answer.atMs, request.atMs),
        order: answer.atMs > request.atMs ? 0 : 2,
        run: (to) => ('kind' in answer ? to.takeFailure(answer) : to.takeAnswer(answer)),
      },
    ];
  });
  steps.sort((a, b) => a.atMs - b.atMs || a.order - b.order);
  // Each exchange has two steps; they need not follow each other.
  steps.forEach((step, index) => {
    step.run(sink);
    if (index % 2 === 1) onExchange?.((index + 1) / 2);
  });
}
