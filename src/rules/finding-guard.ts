// Is this thing from storage or from a port a finding? Kept beside the types that it must follow.

import {
  type Guard,
  isFingerprints,
  isListOf,
  isNullOr,
  isNumber,
  isObjectOf,
  isOneOf,
  isOptional,
  isPairOf,
  isRecordOf,
  isText,
  isTextOrNull,
  isTexts,
} from '../base/guard';
import { isStrength } from '../token/role-guard';
import {
  type Category,
  type Evidence,
  type FindingGroup,
  type NotEvaluable,
  type PushedOut,
  type RuleText,
  SEVERITIES,
  type Severity,
  type Verdict,
} from './finding';

const isEvidence = isObjectOf<Evidence>({ atMs: isNumber, what: isText, send: isOptional(isText) });

export const isSeverity: Guard<Severity> = isOneOf(...SEVERITIES);

const isVerdict = isObjectOf<Verdict>({
  severity: isSeverity,
  confidence: isStrength,
  message: isText,
  count: isNumber,
  firstMs: isNumber,
  lastMs: isNumber,
  tokens: isFingerprints,
  refreshes: isTexts,
  chain: isTextOrNull,
  origin: isTextOrNull,
  scope: isTextOrNull,
  evidence: isListOf(isEvidence),
  alternatives: isTexts,
  instance: isText,
});

export const isCategory: Guard<Category> = isOneOf(
  'lifetime',
  'refresh-flow',
  'rotation-and-replay',
  'transport',
  'storage',
  'hygiene',
  'clock',
);

const isRuleText = isObjectOf<RuleText>({
  id: isText,
  title: isText,
  category: isCategory,
  remediation: isText,
  references: isTexts,
});

export const isNotEvaluable = isObjectOf<NotEvaluable>({ rule: isText, title: isText, reason: isText });

const isPushedOut: Guard<PushedOut> = isPairOf(isText, isNumber);

export const isFindingGroup: Guard<FindingGroup> = isObjectOf<FindingGroup>({
  key: isText,
  label: isText,
  rule: isRuleText,
  live: isRecordOf(isVerdict),
  settled: isNullOr(isVerdict),
  pushedOut: isListOf(isPushedOut),
});
