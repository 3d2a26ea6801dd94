// Is this part of a report what it should be? Beside the types that it must follow. Texts are free: whoever shows them escapes.

import {
  isFingerprint,
  isFlag,
  isListOf,
  isNullOr,
  isNumber,
  isNumberOrNull,
  isObjectOf,
  isOneOf,
  isText,
  isTextOrNull,
  isTexts,
} from '../base/guard';
import { isEdgeEvidence, isRootKind } from '../engine/chain-guard';
import { isClockMethod } from '../engine/entity-guards';
import { isPosition, isRefreshAnswer, isRefreshOutcome, isRefreshType, isTrigger } from '../engine/refresh-guard';
import { isCarrier } from '../observation/part-guards';
import { isCategory, isSeverity } from '../rules/finding-guard';
import { isTokenFormat } from '../token/decoded-token-guard';
import { isStrength, isTokenRole } from '../token/role-guard';
import type { Instant, Report, ReportChain, ReportFinding, ReportRefresh, ReportToken } from './report';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/;
/** A label is shown beside others of its kind and is found again in texts. */
const LABEL = /^[A-Z]{1,8}\d{1,9}$/;

export const isInstant = (value: unknown): value is Instant =>
  isText(value) && INSTANT.test(value) && !Number.isNaN(Date.parse(value));
const isLabel = (value: unknown): value is string => isText(value) && LABEL.test(value);

const isLabels = isListOf(isLabel);
const isLabelOrNull = isNullOr(isLabel);
const isInstantOrNull = isNullOr(isInstant);

export const isReportToken = isObjectOf<ReportToken>({
  label: isLabel,
  fingerprint: isFingerprint,
  role: isTokenRole,
  roleStrength: isStrength,
  format: isTokenFormat,
  algorithm: isTextOrNull,
  type: isTextOrNull,
  keyId: isTextOrNull,
  issuer: isTextOrNull,
  audience: isTexts,
  clientId: isTextOrNull,
  scope: isTextOrNull,
  issuedAt: isInstantOrNull,
  notBefore: isInstantOrNull,
  expiresAt: isInstantOrNull,
  lifetimeSeconds: isNumberOrNull,
  lifetimeMethod: isOneOf(
    'claims:exp-iat',
    'claims:exp-nbf',
    'claims:exp-issued',
    'response:expires_in',
    'observed:first-seen',
    'none',
  ),
  softExpiry: isNullOr(isObjectOf({ claim: isText, at: isInstant, lifetimeSeconds: isNumber })),
  senderConstrained: isFlag,
  firstSeen: isInstant,
  lastSeen: isInstant,
  presentations: isNumber,
  presentationsAfterExpiry: isNumber,
  accepted: isNumber,
  rejected: isNumber,
  carriers: isListOf(isCarrier),
  origins: isTexts,
  contexts: isTexts,
  chain: isLabelOrNull,
  state: isOneOf('live', 'expiring', 'expired', 'superseded', 'rejected', 'logged-out', 'unknown'),
  replaced: isNullOr(isObjectOf({ at: isInstant, by: isLabelOrNull })),
  refusedAt: isInstantOrNull,
});

export const isReportChain = isObjectOf<ReportChain>({
  label: isLabel,
  root: isObjectOf<ReportChain['root']>({
    kind: isRootKind,
    at: isInstantOrNull,
  }),
  edges: isListOf(
    isObjectOf<ReportChain['edges'][number]>({
      from: isLabel,
      to: isLabel,
      evidence: isEdgeEvidence,
      refresh: isLabelOrNull,
    }),
  ),
  heads: isLabels,
  forks: isListOf(
    isObjectOf<ReportChain['forks'][number]>({ parent: isLabel, children: isLabels, kind: isOneOf('grace', 'open') }),
  ),
  state: isOneOf('active', 'revoked', 'logged-out', 'expired', 'unknown'),
  regime: isOneOf('rotating', 'non-rotating', 'undetermined'),
  session: isNullOr(
    isObjectOf<NonNullable<ReportChain['session']>>({
      shape: isOneOf('absolute', 'sliding', 'mixed', 'undetermined'),
      startedAt: isInstantOrNull,
      startMethod: isText,
    }),
  ),
  ended: isNullOr(
    isObjectOf<NonNullable<ReportChain['ended']>>({
      at: isInstant,
      cause: isOneOf('logged-out', 'reuse', 'race', 'logout', 'code-reuse', 'unknown'),
    }),
  ),
});

export const isReportRefresh = isObjectOf<ReportRefresh>({
  label: isLabel,
  at: isInstant,
  endpoint: isText,
  context: isText,
  type: isRefreshType,
  trigger: isTrigger,
  remainingSeconds: isNumberOrNull,
  position: isNullOr(isPosition),
  generationDistance: isNumberOrNull,
  answer: isNullOr(isRefreshAnswer),
  outcome: isRefreshOutcome,
  resolved: isNullOr(isFlag),
  silent: isOneOf('success', 'failure', 'unknown'),
  shape: isOneOf('paired', 'at_only', 'rt_only', null),
  presented: isLabelOrNull,
  issued: isLabels,
  latencySeconds: isNumberOrNull,
  unauthorizedRequests: isNumber,
  retriedRequests: isNumber,
  status: isNumberOrNull,
  errorCode: isTextOrNull,
  dialect: isTextOrNull,
  chain: isLabelOrNull,
  renewed: isLabelOrNull,
  settledSilently: isFlag,
});

export const isReportFinding = isObjectOf<ReportFinding>({
  label: isLabel,
  rule: isText,
  title: isText,
  category: isCategory,
  severity: isSeverity,
  confidence: isStrength,
  message: isText,
  count: isNumber,
  firstAt: isInstant,
  lastAt: isInstant,
  tokens: isLabels,
  refreshes: isLabels,
  chain: isLabelOrNull,
  origin: isTextOrNull,
  evidence: isListOf(isObjectOf({ at: isInstant, what: isText })),
  remediation: isText,
  references: isTexts,
  mutedBy: isOneOf('rule', 'origin', null),
});

export const isReportClock = isObjectOf<Report['clocks'][number]>({
  origin: isText,
  skewSeconds: isNumberOrNull,
  method: isClockMethod,
  samples: isNumber,
});

export const isReportGap = isObjectOf<Report['source']['gaps'][number]>({
  from: isInstant,
  to: isInstant,
  reason: isText,
});

export const isNotEvaluable = isObjectOf<Report['notEvaluable'][number]>({ rule: isText, reason: isText });
