// The four answers of the strip, in words: what a tired developer reads first. Pure.

import { writeSpan } from '../../base/write-duration';
import type { Refresh } from '../../engine/refresh';
import type { SilentTally } from '../../report/silent-tally';
import { SEVERITIES, type Severity } from '../../rules/finding';
import type { RefreshWords, Tone } from '../words/refresh-facts';

/** `lead` is set large, `rest` explains it. */
export type Answer = { readonly tone: Tone; readonly lead: string; readonly rest: string };

/** What the sentence says first, where that is short enough to be set large. */
const LEAD = /^([^,:\u00b7]{1,18})(?:[,:]| \u00b7) (.+)$/;

/** The first number of the sentence leads, where there is one and the refresh did not fail; else its first words. */
export function answerLastRefresh(refresh: Refresh, words: RefreshWords): Answer {
  // Before any number: that it failed.
  if (words.tone === 'bad' && refresh.outcome.startsWith('failure'))
    return { tone: words.tone, lead: 'failed', rest: words.parts.map(dropFailed).join(' \u00b7 ') };
  const sentence = words.parts.join(' \u00b7 ');
  const { remainingSec, trigger } = refresh;
  const isTimed = trigger === 'proactive' || trigger === 'scheduled' || trigger === 'early' || trigger === 'late';
  const span = remainingSec === null || !isTimed ? null : writeSpan(Math.round(Math.abs(remainingSec)));
  if (span !== null && sentence.startsWith(`${span} `))
    return { tone: words.tone, lead: span, rest: sentence.slice(span.length + 1) };
  const [, lead = refresh.label, rest = sentence] = LEAD.exec(sentence) ?? [];
  return { tone: words.tone, lead, rest };
}

const dropFailed = (part: string): string => part.replace(/^failed: /, '');

/** Null when no renewal has an outcome yet. */
export function answerSilent(tally: SilentTally): Answer | null {
  if (tally.total === 0 && tally.onLoad === 0) return null;
  if (tally.total === 0) return { tone: 'good', lead: String(tally.onLoad), rest: 'on page load, none was due yet' };
  const parts = ['in time'];
  // What is worst comes first: a narrow dock cuts the end.
  if (tally.failed > 0) parts.push(`${tally.failed} failed`);
  if (tally.late > 0) parts.push(`${tally.late} late`);
  if (tally.after401 > 0)
    parts.push(`${tally.after401} after a 401${tally.retried === tally.after401 ? ', retried' : ''}`);
  if (tally.untimed > 0) parts.push(`${tally.untimed} at an unknown moment`);
  // After a 401 is as good as in time where every request was sent again: nobody noticed (rules.md 3.3, silent).
  const unnoticed = tally.inTime + tally.retried;
  const tone = tally.failed > 0 ? 'bad' : unnoticed < tally.total ? 'note' : 'good';
  return { tone, lead: `${tally.inTime} of ${tally.total}`, rest: parts.join(' \u00b7 ') };
}

/** What stands where no finding is; `mutedCount`: those that the user put aside. */
export const tellNothingFound = (mutedCount: number): string =>
  `Nothing found so far${mutedCount > 0 ? ' but what is muted' : ''}.`;

/** Null when there is no finding. */
export function answerFindings(counts: ReadonlyMap<Severity, number>): Answer | null {
  const present = SEVERITIES.filter((severity) => (counts.get(severity) ?? 0) > 0);
  const [worst, ...others] = present.map((severity) => `${counts.get(severity) ?? 0} ${severity}`);
  if (worst === undefined) return null;
  const severity = present[0];
  const tone = severity === 'critical' || severity === 'high' ? 'bad' : severity === 'info' ? 'good' : 'note';
  return { tone, lead: worst, rest: others.join(' \u00b7 ') };
}
