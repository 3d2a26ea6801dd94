// What a rule says, and how many of its sayings become one finding (rules.md 5, aggregation).

import type { ChainId, RefreshId, SendId, TokenId } from '../engine/ids';
import type { Strength } from '../token/role';

/** Worst first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];
export type Category =
  | 'lifetime'
  | 'refresh-flow'
  | 'rotation-and-replay'
  | 'transport'
  | 'storage'
  | 'hygiene'
  | 'clock';

/**
 * One line of evidence: when, and what in plain words. May name tokens and refreshes by label only; `send` is the request
 * that it speaks of, for who wants to look at it.
 */
export type Evidence = { readonly atMs: number; readonly what: string; readonly send?: SendId };

/** What one rule says of one subject. Facts and sentences only; no secret. */
export type Verdict = {
  readonly severity: Severity;
  readonly confidence: Strength;
  readonly message: string;
  /** How often it happened on this subject. */
  readonly count: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly tokens: readonly TokenId[];
  readonly refreshes: readonly RefreshId[];
  readonly chain: ChainId | null;
  /** Client origin, then issuer or endpoint: with the rule and the chain they are the aggregation key. */
  readonly origin: string | null;
  readonly scope: string | null;
  readonly evidence: readonly Evidence[];
  /** What the traps leave open, in words (rules.md 5, "other causes"). */
  readonly alternatives: readonly string[];
  /** Tells several occurrences on one subject apart (two loops of one client); '' where there is only one. */
  readonly instance: string;
};

/** What a rule says of itself, carried with its findings: whoever shows them needs no rules. */
export type RuleText = {
  readonly id: string;
  readonly title: string;
  readonly category: Category;
  readonly remediation: string;
  readonly references: readonly string[];
};

/** A rule that could not be judged, and why, in words. */
export type NotEvaluable = { readonly rule: string; readonly title: string; readonly reason: string };

/** A subject whose verdict a full group no longer holds by itself though the engine still holds the subject, and its count. */
export type PushedOut = readonly [subject: string, count: number];

/** The verdicts of one rule that belong together: per rule, origin, scope and chain. */
export type FindingGroup = {
  readonly key: string;
  readonly label: string;
  readonly rule: RuleText;
  /** Verdicts of subjects that the engine still holds, by subject key; a new verdict replaces the old one. */
  readonly live: Readonly<Record<string, Verdict>>;
  /** What trimmed subjects said, which can no longer change, and those that were pushed out. */
  readonly settled: Verdict | null;
  /** Of these the ones that may be asked about again: each is said once, whoever asks. */
  readonly pushedOut: readonly PushedOut[];
};
