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
  isRecordOf,
  isText,
  isTextOrNull,
  isTexts,
} from '../base/guard';
import type { Evidence, FindingGroup, NotEvaluable, PushedOut, RuleText, Verdict } from './finding';

const isEvidence = isObjectOf<Evidence>({ atMs: isNumber, what: isText, send: isOptional(isText) });

const isVerdict = isObjectOf<Verdict>({
  severity: isOneOf('critical', 'high', 'medium', 'low', 'info'),
  confidence: isOneOf('confirmed', 'likely', 'possible'),
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

const isRuleText = isObjectOf<RuleText>({
  id: isText,
  title: isText,
  category: isOneOf('lifetime', 'refresh-flow', 'rotation-and-replay', 'transport', 'storage', 'hygiene', 'clock'),
  remediation: isText,
  references: isTexts,
});

export const isNotEvaluable = isObjectOf<NotEvaluable>({ rule: isText, title: isText, reason: isText });

const isPushedOut = (value: unknown): value is PushedOut =>
  Array.isArray(value) && value.length === 2 && isText(value[0]) && isNumber(value[1]);

export const isFindingGroup: Guard<FindingGroup> = isObjectOf<FindingGroup>({
  key: isText,
  label: isText,
  rule: isRuleText,
  live: isRecordOf(isVerdict),
  settled: isNullOr(isVerdict),
  pushedOut: isListOf(isPushedOut),
});
