// What the status bar says: what is being watched, what cannot be seen. The truth, also when it is little. Pure.

import { writeSpan } from '../../base/write-duration';
import { readSkew, SET_BY_MS, type Skew } from '../../engine/clock';
import { readLog } from '../../engine/create-state';
import type { Log, ToldState } from '../../engine/state';
import type { ImportedFile } from '../../publish/import-messages';
import type { Status } from '../../publish/protocol';
import { writeMoment } from '../words/write-time';
import { stripScheme } from './client-name';
import type { PanelModel } from './create-panel-model';
import { type FeedView, readBreak } from './feed';

/** on: works; off: does not, by choice; note: a limit to know of; plain: a number. `hint` says more. */
export type StatusLine = {
  readonly mark: 'on' | 'off' | 'note' | 'plain';
  readonly text: string;
  readonly hint: string | null;
  /** The page about what can be seen says more. */
  readonly isExplained?: true;
};

/** Of the live session, or of the file in its place. Reads signals; days are told from that of the last request. */
export function listLines({ environment, feed }: Pick<PanelModel, 'environment' | 'feed'>): readonly StatusLine[] {
  const { imported, inspectedTabId } = environment;
  const { state } = feed.value;
  const nowMs = readLog(state).toMs ?? 0;
  return imported === null
    ? listStatusLines(feed.value, inspectedTabId, nowMs)
    : listImportedLines(state, imported, nowMs);
}

export function listStatusLines(
  feed: Pick<FeedView, 'state' | 'status' | 'connection' | 'isFilled'>,
  inspectedTabId: number | null,
  nowMs: number,
): readonly StatusLine[] {
  const { state, status } = feed;
  const log = readLog(state);
  const lineBreak = readBreak(feed);
  const known = [tellClock(state), tellCount(log, nowMs), ...tellGaps(log, nowMs), ...tellTrimmed(log)];
  // What the worker last said of itself may no longer be so.
  if (lineBreak !== null) return [{ mark: 'off', text: BREAKS[lineBreak], hint: null }, ...known];
  if (status === null) return [{ mark: 'off', text: 'Connecting\u2026', hint: null }];
  return [tellWatch(status), tellBodies(status, inspectedTabId, log), ...known, tellBlindness(status, inspectedTabId)];
}

/** What it means stands above all views. */
const BREAKS = { outdated: 'Not watching', disconnected: 'Not connected' } as const;

/** Of a file nothing can be said but what is in it. */
function listImportedLines(state: ToldState, file: ImportedFile, nowMs: number): readonly StatusLine[] {
  const log = readLog(state);
  const bodies = `Answer bodies: ${log.bodiesRead === 0 ? 'none' : log.bodiesRead.toLocaleString('en')} in the file`;
  return [
    {
      mark: 'off',
      text: 'Not live: a file',
      hint: 'The live session goes on beneath it. “Back to live” shows it.',
    },
    ...(file.kind === 'har' ? [{ mark: 'plain' as const, text: bodies, hint: null }] : []),
    tellClock(state),
    tellCount(log, nowMs),
    ...tellGaps(log, nowMs),
    {
      mark: 'note',
      text: 'Not seen: what is not in the file',
      hint: 'Requests from before the recording or of other tabs, server-side refreshes, answers from memory cache.',
      isExplained: true,
    },
  ];
}

function tellWatch(status: Status): StatusLine {
  if (status.isPaused)
    return {
      mark: 'off',
      text: 'Paused',
      hint: 'Requests are not being recorded. Click “Paused” in the toolbar, or press p, to go on.',
    };
  if (status.siteAccess === 'withheld')
    return {
      mark: 'note',
      text: 'Watching this tab only',
      hint: 'Site access is withheld: other tabs are not seen, and this one only while DevTools is open.',
    };
  if (status.isPrivate)
    return { mark: 'on', text: 'Watching private windows', hint: 'Private and normal windows are never mixed.' };
  return {
    mark: 'on',
    text: 'Watching all tabs',
    hint: 'Request headers, request bodies and answer headers of every tab.',
  };
}

function tellBodies(status: Status, inspectedTabId: number | null, log: Log): StatusLine {
  const isHere = inspectedTabId !== null && status.bodyTabs.includes(inspectedTabId);
  const others = status.bodyTabs.length - (isHere ? 1 : 0);
  const read = `${log.bodiesRead.toLocaleString('en')} read so far. The browser shows answer bodies only for tabs whose DevTools is open.`;
  if (!isHere && others === 0)
    return {
      mark: 'note',
      text: 'Answer bodies: none',
      hint: `Chains are built from headers and cookies, with weaker evidence. ${read}`,
    };
  const where = [isHere ? 'this tab' : null, others > 0 ? `${others} other ${others === 1 ? 'tab' : 'tabs'}` : null];
  return {
    mark: isHere ? 'on' : 'note',
    text: `Answer bodies: ${where.filter((word) => word !== null).join(', ')}`,
    hint: read,
  };
}

function tellClock(state: ToldState): StatusLine {
  const clocks = [...state.server.values()].flatMap((server) => {
    const skew = readSkew(server);
    return skew === null ? [] : [{ origin: server.origin, ...skew }];
  });
  clocks.sort((a, b) => Math.abs(b.skewMs) - Math.abs(a.skewMs) || b.errorMs - a.errorMs);
  const [widest] = clocks;
  if (widest === undefined)
    return {
      mark: 'plain',
      text: 'Clock unverified',
      hint: 'No answer has told a server\u2019s time yet: countdowns use this computer\u2019s clock.',
    };
  const list = clocks.slice(0, 8).map((clock) => `${stripScheme(clock.origin)}: ${writeSkew(clock)}`);
  const isWrong = Math.abs(widest.skewMs) > SET_BY_MS;
  return {
    mark: isWrong ? 'note' : 'plain',
    text: `${isWrong ? 'This computer\u2019s clock' : 'Clock'} ${writeSkew(widest)}`,
    hint: `This computer\u2019s clock by that of ${list.join(', ')}. Countdowns use server time.`,
  };
}

/** Of this computer's clock: "right within 1.1 s", "75 s ahead". */
export function writeSkew({ skewMs, errorMs }: Skew): string {
  if (skewMs === 0) return `right within ${writeSpan(errorMs / 1000)}`;
  return `${writeSpan(skewMs / 1000)} ${skewMs < 0 ? 'ahead' : 'behind'}`;
}

const tellCount = (log: Log, nowMs: number): StatusLine => ({
  mark: 'plain',
  text: `${log.exchanges.toLocaleString('en')} ${log.exchanges === 1 ? 'request' : 'requests'}`,
  hint: tellPeriod(log, nowMs),
});

function tellPeriod(log: Log, nowMs: number): string {
  if (log.fromMs === null || log.toMs === null) return 'Nothing has been seen yet.';
  return `Seen from ${writeMoment(log.fromMs, nowMs)} to ${writeMoment(log.toMs, nowMs)}. Only requests that matter for tokens are counted.`;
}

function tellGaps(log: Log, nowMs: number): readonly StatusLine[] {
  if (log.gaps.length === 0) return [];
  const list = log.gaps
    .slice(-5)
    .map((gap) => `${writeMoment(gap.fromMs, nowMs)} to ${writeMoment(gap.toMs, nowMs)}: ${gap.reason}`);
  return [
    {
      mark: 'note',
      text: log.gaps.length === 1 ? '1 gap' : `${log.gaps.length} gaps`,
      hint: `What came then may be missing: ${list.join('; ')}.`,
    },
  ];
}

function tellTrimmed(log: Log): readonly StatusLine[] {
  if (log.trimmed === 0) return [];
  return [
    {
      mark: 'note',
      text: `${log.trimmed.toLocaleString('en')} old ${log.trimmed === 1 ? 'entry' : 'entries'} dropped`,
      hint: 'Memory is bounded. Findings are never dropped.',
    },
  ];
}

function tellBlindness(status: Status, inspectedTabId: number | null): StatusLine {
  const isAlone = inspectedTabId !== null && status.bodyTabs.every((tab) => tab === inspectedTabId);
  const list = ['server-side refreshes', isAlone ? 'other tabs\u2019 bodies' : 'bodies of tabs without DevTools'];
  return {
    mark: 'note',
    text: `Not seen: ${list.join(', ')}`,
    hint: 'Also not seen: requests from before the extension was installed, answers from memory cache, messages inside WebSockets, other devices and browser profiles.',
    isExplained: true,
  };
}
