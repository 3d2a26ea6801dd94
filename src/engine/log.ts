// Counters, labels, gaps and faults: the one entity that tells about the observation itself.

import { MAX_FAULTS } from '../base/limits';
import type { Draft } from './draft';
import { addGap, type Gap } from './gaps';
import { type Fault, LOG_ID, type Log } from './state';

export const EMPTY_LOG: Log = {
  seq: 0,
  labels: {},
  fromMs: null,
  toMs: null,
  sensors: [],
  exchanges: 0,
  bodiesRead: 0,
  gaps: [],
  faults: [],
  faultCount: 0,
  trimmed: 0,
};

export const readDraftLog = (draft: Draft): Log => draft.get('log', LOG_ID) ?? EMPTY_LOG;

export function patchLog(draft: Draft, patch: Partial<Log>): void {
  draft.put('log', LOG_ID, { ...readDraftLog(draft), ...patch });
}

/** Takes the next number under a prefix: AT1, AT2, C1, … in order of first sight. */
export function takeLabel(draft: Draft, prefix: string): string {
  const { labels } = readDraftLog(draft);
  const number = (labels[prefix] ?? 0) + 1;
  patchLog(draft, { labels: { ...labels, [prefix]: number } });
  return `${prefix}${number}`;
}

export function noteInstant(draft: Draft, atMs: number): void {
  const log = readDraftLog(draft);
  draft.put('log', LOG_ID, {
    ...log,
    seq: log.seq + 1,
    fromMs: Math.min(log.fromMs ?? atMs, atMs),
    toMs: Math.max(log.toMs ?? atMs, atMs),
  });
}

export const noteGap = (draft: Draft, { fromMs, toMs, reason }: Gap): void =>
  patchLog(draft, { gaps: addGap(readDraftLog(draft).gaps, { fromMs, toMs, reason }) });

export function noteFault(draft: Draft, fault: Fault): void {
  const { faults, faultCount } = readDraftLog(draft);
  patchLog(draft, { faults: [...faults, fault].slice(-MAX_FAULTS), faultCount: faultCount + 1 });
}
