// What goes into the words of a refresh, and what comes out.

/** What a refresh does not say itself: labels of its neighbours, and what the engine derives. */
export type RefreshFacts = {
  readonly presented: string | null;
  /** Label of the refresh that was under way with the same credential. */
  readonly rival: string | null;
  readonly isRivalElsewhere: boolean;
  readonly silent: 'success' | 'failure' | 'unknown';
  /** What had happened before the refusal that ended its chain; null when it is no such, or the cause was not seen. */
  readonly endCause: string | null;
  /** How long before the presented credential had ended by its own announcement; null when it had not. */
  readonly sincePresentedEndSec: number | null;
  readonly shape: 'paired' | 'at_only' | 'rt_only' | null;
};

/** good: as it should be; note: worth a look; bad: something went wrong; pending: no answer yet. */
export type Tone = 'good' | 'note' | 'bad' | 'pending';
export type RefreshWords = { readonly tone: Tone; readonly parts: readonly string[] };
