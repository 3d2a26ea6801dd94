// The one sentence that a screen reader hears when something happened: a broken line, a failed renewal, a grave finding.

import type { PanelModel } from './create-panel-model';
import { tellRefresh } from './read-refresh-facts';

type NewsSources = Pick<PanelModel, 'feed' | 'findings' | 'refreshes'>;

/** Reads signals. Renewals that went well are no news. */
export function describeNews({ feed, findings, refreshes }: NewsSources): string {
  const { connection, isFilled, state } = feed.value;
  if (connection === 'outdated') return 'The extension was updated. Reopen DevTools.';
  if (isFilled && connection !== 'connected') return 'The connection was lost.';
  const sentences: string[] = [];
  const grave = findings.value.filter((finding) => finding.severity === 'critical' || finding.severity === 'high');
  const newest = grave.toSorted((a, b) => b.firstMs - a.firstMs)[0];
  if (newest !== undefined) sentences.push(`${newest.severity} finding: ${newest.message}`);
  const [last] = refreshes.value;
  if (last !== undefined) {
    const words = tellRefresh(state, last);
    if (words.tone === 'bad') sentences.push(`${last.label}: ${words.parts.join(', ')}`);
  }
  return sentences.join(' ');
}
