// Makes verdicts as rules.md 5 asks: modifiers once each, caps by confidence, every field present.

import type { Strength } from '../token/role';
import { SEVERITIES, type Severity, type Verdict } from './finding';

const LADDER: readonly Severity[] = SEVERITIES.toReversed();

/** Rank of a severity; higher is worse. */
export const rankSeverity = (severity: Severity): number => LADDER.indexOf(severity);

/** Worst first. */
export const compareSeverity = (a: Severity, b: Severity): number => rankSeverity(b) - rankSeverity(a);

const STRENGTH_RANKS: Readonly<Record<Strength, number>> = { possible: 0, likely: 1, confirmed: 2 };
export const rankStrength = (strength: Strength): number => STRENGTH_RANKS[strength];

export type Draft = {
  readonly severity: Severity;
  /** Steps by which known facts lower (negative) or raise it; never below info, never above high. */
  readonly steps?: readonly number[];
  readonly confidence: Strength;
  readonly message: string;
  readonly atMs: number;
} & Partial<Omit<Verdict, 'severity' | 'confidence' | 'message' | 'firstMs'>>;

export function createVerdict(draft: Draft): Verdict {
  const { steps = [], severity, confidence, atMs, lastMs = atMs, evidence = [], ...rest } = draft;
  return {
    count: 1,
    tokens: [],
    refreshes: [],
    chain: null,
    origin: null,
    scope: null,
    alternatives: [],
    instance: '',
    ...rest,
    // Where the local clock was set back, what happened last bears the earlier time.
    firstMs: Math.min(atMs, lastMs),
    lastMs: Math.max(atMs, lastMs),
    // In the order of time: overlapping refreshes are answered in another order than they are sent.
    evidence: [...evidence].sort((a, b) => a.atMs - b.atMs),
    confidence,
    severity: capSeverity(shiftSeverity(severity, steps), confidence),
  };
}

function shiftSeverity(severity: Severity, steps: readonly number[]): Severity {
  const step = steps.reduce((sum, one) => sum + one, 0);
  const rank = rankSeverity(severity);
  const shifted = Math.max(0, rank + step);
  const limit = Math.max(rank, rankSeverity('high'));
  return LADDER[Math.min(shifted, limit)] ?? severity;
}

/** `possible` is never shown above medium, `likely` never above high. */
function capSeverity(severity: Severity, confidence: Strength): Severity {
  const cap = confidence === 'possible' ? 'medium' : confidence === 'likely' ? 'high' : 'critical';
  return rankSeverity(severity) > rankSeverity(cap) ? cap : severity;
}

/** confirmed without inference, likely with one, possible with more (rules.md 5, 14.16). */
export function gradeConfidence(inferences: number): Strength {
  if (inferences <= 0) return 'confirmed';
  return inferences === 1 ? 'likely' : 'possible';
}

/** A strength counted as inferences. */
export const inferencesOf = (strength: Strength): number => 2 - rankStrength(strength);
