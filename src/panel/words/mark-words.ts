// What stands beside a mark on the timeline: the shortest true sentence. Null where nothing needs a mark.

import type { Refresh } from '../../engine/refresh';
import type { RefreshWords } from './refresh-facts';
import { isRepeat } from './repeat-words';

export function describeMark(refresh: Refresh, words: RefreshWords): string | null {
  if (isRepeat(refresh)) return words.parts[0] ?? null;
  if (refresh.outcome.startsWith('failure'))
    return words.parts.find((part) => part.startsWith('failed') || part.startsWith('the answer')) ?? 'failed';
  if (refresh.isInterrupted) return 'user had to sign in';
  if (refresh.unauthorized.length > 0)
    return refresh.retried.length > 0 ? '401 \u2192 refresh \u2192 retried' : '401 \u2192 refresh';
  return refresh.trigger === 'late' ? (words.parts[0] ?? 'late') : null;
}
