// The verdict on silent refresh as a short plain text: for a terminal, a ticket, a chat.

import { writeSpan } from '../base/write-duration';
import type { LeadBin, LeadTimes } from './lead-times';
import type { SilentCheck, SilentRefresh } from './silent-refresh';

export const VERDICT_WORDS: Readonly<Record<SilentRefresh['verdict'], string>> = {
  pass: 'PASS',
  fail: 'FAIL',
  'cannot-tell': 'CANNOT TELL',
};

/** One fact per line, the verdict first. `nameContext`: who "tab:7" is for the reader. */
export function writeSilentRefresh(
  silent: SilentRefresh,
  nameContext: (context: string) => string = (context) => context.replace(':', ' '),
): string {
  const decider = silent.checks.find(({ name }) => name === silent.decidedBy);
  const facts = listSilentFacts(silent, nameContext).map(({ name, text }) => `${name}: ${text}`);
  return [
    `Silent refresh: ${VERDICT_WORDS[silent.verdict]}. ${silent.reason}`,
    ...(decider === undefined ? [] : [`Decided by: ${writeThresholds(decider)}, profile ${silent.profile}`]),
    ...facts,
  ].join('\n');
}

/** "refresh.loop.count 3, refresh.loop.window 60 s"; a demand without a number of its own is that none may fail. */
export function writeThresholds({ thresholds }: SilentCheck): string {
  const pairs = Object.entries(thresholds).map(
    ([key, value]) => `${key} ${value ?? 'none'}${key.endsWith('.window') ? ' s' : ''}`,
  );
  return pairs.length === 0 ? 'no renewal may fail' : pairs.join(', ');
}

export type SilentFact = { readonly name: string; readonly text: string };

export function listSilentFacts(
  silent: SilentRefresh,
  nameContext: (context: string) => string,
): readonly SilentFact[] {
  const { leadTimes, retries } = silent;
  const facts: (SilentFact | null)[] = [
    { name: 'Expiries', text: writeExpiries(silent) },
    leadTimes === null
      ? null
      : {
          name: 'Lead time',
          text: writeLeads(leadTimes),
        },
    retries.refused === 0
      ? null
      : { name: 'Retries', text: `${retries.refused} refused before a refresh, ${retries.repeated} sent again` },
    describeRotation(silent),
    silent.contexts.length === 0
      ? null
      : {
          name: 'Refreshed by',
          text: silent.contexts.map(({ context, count }) => `${nameContext(context)} (${count})`).join(', '),
        },
    { name: 'The user noticed', text: writeNoticed(silent) },
    describeBeside(silent),
    silent.unwatchedSec < 1
      ? null
      : { name: 'Not watched', text: `${writeSpan(silent.unwatchedSec)}; what happened then is not counted` },
  ];
  return facts.filter((fact) => fact !== null);
}

const writeLead = (leadSec: number): string => `${writeSpan(leadSec)} ${leadSec < 0 ? 'after' : 'before'}`;

/** "57 s before expiry", "60 s before expiry every time", "33 s to 57 s before expiry, median …", "3.3 s after expiry to 57 s before, median …". */
function writeLeads({ count, shortestSec, medianSec, longestSec }: LeadTimes): string {
  if (count === 1) return `${writeLead(longestSec)} expiry`;
  if (writeLead(shortestSec) === writeLead(longestSec)) return `${writeLead(longestSec)} expiry every time`;
  const range =
    shortestSec < 0 === longestSec < 0
      ? `${writeSpan(shortestSec)} to ${writeLead(longestSec)} expiry`
      : `${writeLead(shortestSec)} expiry to ${writeLead(longestSec)}`;
  return `${range}, median ${writeLead(medianSec)}`;
}

/** "30 s to 60 s", "after expiry", "over 1 h". */
export function writeBin({ fromSec, toSec }: LeadBin): string {
  if (fromSec === null) return 'after expiry';
  return toSec === null ? `over ${writeSpan(fromSec)}` : `${writeSpan(fromSec)} to ${writeSpan(toSec)}`;
}

function writeExpiries({ expiries, tally, lapsed }: SilentRefresh): string {
  const counts: readonly (readonly [number, string])[] = [
    [tally.inTime, 'renewed in time'],
    [tally.after401, 'after a 401'],
    [tally.late, 'late'],
    [tally.untimed, 'renewed, moment unknown'],
    [tally.failed, 'failed'],
    [lapsed.used, 'used after expiry and never renewed'],
    [lapsed.unused, 'no longer needed'],
  ];
  const parts = counts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return parts.length === 0 ? String(expiries) : `${expiries} (${parts.join(', ')})`;
}

function describeRotation({ rotation }: SilentRefresh): SilentFact | null {
  const counts: readonly (readonly [number, string])[] = [
    [rotation.rotated, 'rotated'],
    [rotation.kept, 'kept the refresh token'],
    [rotation.sameSuccessor, 'same successor again'],
    [rotation.unknown, 'not seen'],
  ];
  const parts = counts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return parts.length === 0 ? null : { name: 'Rotation', text: parts.join(', ') };
}

function writeNoticed({ noticed }: SilentRefresh): string {
  const parts = [
    noticed.signIns > 0 ? `had to sign in ${noticed.signIns === 1 ? 'once' : `${noticed.signIns} times`}` : null,
    noticed.unresolved > 0 ? `${noticed.unresolved} failed, nothing renewed since` : null,
    noticed.lostRequests > 0 ? `${noticed.lostRequests} refused requests never sent again` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

function describeBeside({ tally }: SilentRefresh): SilentFact | null {
  const parts = [
    tally.onLoad > 0 ? `${tally.onLoad} on page load` : null,
    tally.replayed > 0 ? `${tally.replayed} replayed while nothing was due` : null,
    tally.pending > 0 ? `${tally.pending} under way` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : { name: 'Not counted', text: parts.join(', ') };
}
