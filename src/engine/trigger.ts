// Why a refresh happened when it did (rules.md 3.3, trigger table). Pure; the first row that applies.

import type { Trigger } from './refresh';

const FRESH_DOCUMENT_SEC = 5;

export type TriggerFacts = {
  /** Seconds left of the access token at request start, by server time; null when it has no known end. */
  readonly remainingSec: number | null;
  readonly remainingSoftSec: number | null;
  readonly lifetimeSec: number | null;
  readonly hasAccessToken: boolean;
  /** The context itself held it; otherwise it was the client's. */
  readonly isOwnToken: boolean;
  readonly wasRejected: boolean;
  /** Age of the context's document at request start; null when unknown. */
  readonly documentAgeSec: number | null;
  readonly proactiveWindowSec: number;
};

export function findTrigger(facts: TriggerFacts): Trigger {
  const { remainingSec, remainingSoftSec, lifetimeSec, documentAgeSec } = facts;
  if (facts.wasRejected) {
    if (remainingSec !== null && remainingSec <= 0) return 'reactive.expired';
    return remainingSoftSec !== null && remainingSoftSec <= 0 ? 'reactive.soft' : 'reactive.premature';
  }
  // A fresh document that holds no token loads its session, whatever another tab of the client still holds.
  if (!facts.isOwnToken && documentAgeSec !== null && documentAgeSec < FRESH_DOCUMENT_SEC) return 'on_load';
  if (!facts.hasAccessToken || remainingSec === null) return 'unknown';
  if (remainingSec <= 0) return 'late';
  const untilSec =
    remainingSoftSec !== null && remainingSoftSec > 0 ? Math.min(remainingSec, remainingSoftSec) : remainingSec;
  if (untilSec <= facts.proactiveWindowSec) return 'proactive';
  return lifetimeSec !== null && remainingSec > lifetimeSec / 2 ? 'early' : 'scheduled';
}
