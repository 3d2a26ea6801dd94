// A HAR file, entry by entry → raw halves of exchanges. Chrome, Firefox, proxies, damaged files.

import type { FileGap } from '../base/file-gap';
import { isJsonObject, type Json, type JsonObject, readMember, readString } from '../base/json';
import type { SendRef } from '../observation/observation';
import type { RawAnswer, RawRequest } from './exchange';
import { type HarExchange, isHarDamage, isUnfinished, readHarEntry } from './har-entry';
import { readHarFrames } from './har-frames';
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
  readonly gaps: readonly FileGap[];
  /** Requests that a redirect led to: the hop before each. */
  readonly redirects: ReadonlyMap<SendRef, SendRef>;
};

export type HarReader = {
  /** Gives both halves to the sink, in the order of the file. `index`: the entry's place there. */
  readonly takeEntry: (entry: Json, index: number) => void;
  readonly finish: (log: JsonObject) => HarFile;
};

export function createHarReader(sink: RawSink): HarReader {
  const hops: Hop[] = [];
  let skipped = 0;
  let hasCredential = false;
  const bodies = { unavailable: 0, text: 0 };
  let hasFraction = false;
  return {
    takeEntry(entry, index) {
      hasCredential ||= carriesCredential(entry);
      hasFraction ||= isTimedToFractions(entry);
      const read = readHarEntry(entry, { ref: `har:${index}`, sensor: 'har', context: null, partition: 'normal' });
      if (!read.ok) {
        if (isHarDamage(read.reason)) skipped += 1;
        return;
      }
      const { request, answer } = read.value;
      hops.push(readHop(read.value));
      sink.takeRequest(request);
      if ('kind' in answer) {
        if (!isUnfinished(entry)) sink.takeFailure(answer);
      } else {
        const { kind } = answer.body;
        if (kind === 'unavailable' || kind === 'text') bodies[kind] += 1;
        sink.takeAnswer(answer);
      }
      for (const frame of isJsonObject(entry) ? readHarFrames(entry, request) : []) {
        sink.takeRequest(frame);
        // Whatever comes back over the socket answers no frame in particular.
        sink.takeFailure({
          kind: 'request-failed',
          ref: frame.ref,
          sensor: 'har',
          atMs: frame.atMs,
          error: 'no answer',
        });
      }
    },
    finish: (log) => ({
      exchanges: hops.length,
      skipped,
      isSanitised: isWrittenByDevTools(log) && !hasCredential,
      gaps: [
        ...(bodies.unavailable > 0 && bodies.text === 0 ? (['bodies'] as const) : []),
        ...(hops.length > 1 && !hasFraction ? (['fractions'] as const) : []),
      ],
      redirects: findRedirects(hops),
    }),
  };
}

/** Chrome leaves out these headers unless the user asks for "HAR with sensitive data"; nothing in the file says so. */
const SANITISED_HEADERS = ['authorization', 'cookie', 'set-cookie'];

function isWrittenByDevTools(log: JsonObject): boolean {
  const creator = readMember(log, 'creator');
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

/** Proxyman for Windows and Linux writes none. By what is written: `.000` may have been measured. */
function isTimedToFractions(entry: Json): boolean {
  return isJsonObject(entry) && readString(entry, 'startedDateTime')?.includes('.') === true;
}

/** What of an exchange may show that one led to another. */
type Hop = {
  readonly request: Pick<RawRequest, 'ref' | 'atMs' | 'context' | 'url'>;
  readonly redirect: RawAnswer | null;
};

function readHop({ request: { ref, atMs, context, url }, answer }: HarExchange): Hop {
  const isRedirect = !('kind' in answer) && findHeader(answer.headers, 'location') !== null;
  return { request: { ref, atMs, context, url }, redirect: isRedirect ? answer : null };
}

/** A file need not be in the order in which things happened. */
function findRedirects(hops: readonly Hop[]): ReadonlyMap<SendRef, SendRef> {
  const found = new Map<SendRef, SendRef>();
  if (hops.every(({ redirect }) => redirect === null)) return found;
  const links = createRedirectLinks();
  for (const { request, redirect } of hops.toSorted((a, b) => a.request.atMs - b.request.atMs)) {
    const before = links.findBefore(request);
    if (before !== null) found.set(request.ref, before);
    if (redirect !== null) links.noteAnswer(request, redirect);
  }
  return found;
}
