// A renewal credential presented again (rules.md 3.5, 4.1) in plain words: what the browser did, what the server answered.

import { assertNever } from '../../base/assert-never';
import { writeRoughSpan } from '../../base/write-duration';
import type { Refresh } from '../../engine/refresh';
import type { RefreshFacts, RefreshWords, Tone } from './refresh-facts';

/** Presented at the same time as another, again after it was replaced, after logout, or past its own end. */
export function isRepeat(refresh: Refresh): boolean {
  return refresh.position !== null && refresh.position !== 'P0' && refresh.position !== 'P7';
}

/** "RT2 again, 21 min after it was replaced: refused". `presented` is the label of the credential. */
export function describeRepeat(refresh: Refresh, facts: RefreshFacts, presented: string): RefreshWords {
  const parts = [`${describeOccasion(refresh, facts, presented)}: ${describeVerdict(refresh)}`];
  if (refresh.position === 'P1' && facts.rival !== null) parts.push(`${facts.rival} came first`);
  if (refresh.position === 'P4') parts.push(...writeAge(refresh));
  if (refresh.errorCode !== null) parts.push(refresh.errorCode);
  if (facts.endCause !== null) parts.push(facts.endCause);
  if (refresh.repeatCause !== null) parts.push(`the server says: ${refresh.repeatCause}`);
  return { tone: judgeTone(refresh), parts };
}

function describeOccasion(refresh: Refresh, facts: RefreshFacts, presented: string): string {
  switch (refresh.position) {
    case 'P1':
      return facts.isRivalElsewhere ? `two tabs racing with ${presented}` : `${presented} twice at once`;
    case 'P2':
      return `${presented} again, ${writeSince(refresh)}${isAccepted(refresh) ? ' (within the grace window)' : ''}`;
    case 'P3':
    case 'P4':
      return `${presented} again, ${writeSince(refresh)}`;
    case 'P5':
      return `${presented} after logout`;
    case 'P6':
      return `${presented}, ${writePast(facts)} its own expiry`;
    case 'P0':
    case 'P7':
    case null:
      return presented;
    default:
      return assertNever(refresh.position);
  }
}

/** Only then is there a grace window: who refuses has none, or a shorter one. */
const isAccepted = ({ answer }: Refresh): boolean => answer?.startsWith('A') === true;

function writeSince(refresh: Refresh): string {
  if (refresh.sinceReplacedSec === null) return 'after it was replaced';
  return `${writeRoughSpan(refresh.sinceReplacedSec)} after it was replaced`;
}

const writePast = ({ sincePresentedEndSec: sec }: RefreshFacts): string =>
  sec === null ? 'past' : `${writeRoughSpan(sec)} past`;

function writeAge(refresh: Refresh): readonly string[] {
  const distance = refresh.generationDistance;
  return distance === null || distance < 2 ? [] : [`${distance} rotations old`];
}

/** The server's answer to a repeat. */
function describeVerdict(refresh: Refresh): string {
  switch (refresh.answer) {
    case 'A+':
      return 'accepted, new tokens issued';
    case 'A=':
      return 'accepted, same successor again';
    case 'A0':
      return 'accepted, new access token only';
    case 'Rr':
      return 'refused as reuse';
    case 'Rg':
      return 'refused';
    case 'Rx':
      return 'no clear answer';
    case null:
      return refresh.endMs === null ? 'waiting for the answer' : 'no clear answer';
    default:
      return assertNever(refresh.answer);
  }
}

function judgeTone(refresh: Refresh): Tone {
  if (refresh.answer === null && refresh.endMs === null) return 'pending';
  const isMild = refresh.position === 'P1' || refresh.position === 'P2';
  return isMild ? 'note' : 'bad';
}
