// The sentences that a screen reader hears when something happened: a broken line, a failed renewal, a grave finding.

import { readLog } from '../../engine/create-state';
import type { PanelModel } from './create-panel-model';
import { type FeedView, readBreak } from './feed';
import { tellRefresh } from './read-refresh-facts';

/** What Pause, Resume and Clear did. A text of its own: news must not be read out again for it. */
export function describeRecording({ isFilled, status, state }: FeedView): string {
  if (!isFilled || status === null) return '';
  if (status.isPaused) return 'Recording is paused.';
  return readLog(state).exchanges === 0 ? 'Recording. Nothing was seen yet.' : 'Recording.';
}

type NewsSources = Pick<PanelModel, 'feed' | 'findings' | 'refreshes'>;

/** Reads signals. Renewals that went well are no news. */
export function describeNews({ feed, findings, refreshes }: NewsSources): string {
  const lineBreak = readBreak(feed.value);
  if (lineBreak !== null)
    return lineBreak === 'outdated' ? 'The extension was updated. Reopen DevTools.' : 'The connection was lost.';
  const sentences: string[] = [];
  const grave = findings.value.filter((finding) => finding.severity === 'critical' || finding.severity === 'high');
  const newest = grave.toSorted((a, b) => b.firstMs - a.firstMs)[0];
  if (newest !== undefined) sentences.push(`${newest.severity} finding: ${newest.message}`);
  const [last] = refreshes.value;
  if (last !== undefined) {
    const words = tellRefresh(feed.value.state, last);
    if (words.tone === 'bad') sentences.push(`${last.label}: ${words.parts.join(', ')}`);
  }
  return sentences.join(' ');
}
