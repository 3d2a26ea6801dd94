// The one output document: report.schema.json, version 1. The schema's words are the words here.

import type { Fingerprint } from '../base/brand';
import type { ChainEnd, EdgeEvidence, RootKind } from '../engine/chain';
import type { ClockMethod } from '../engine/endpoint';
import type { LifetimeMethod } from '../engine/lifetime';
import type { PolicyThresholds } from '../engine/policy';
import type { ProfileName } from '../engine/profile';
import type { Position, RefreshAnswer, RefreshOutcome, RefreshType, Trigger } from '../engine/refresh';
import type { ChainState, IssuedShape, TokenState } from '../engine/select';
import type { SessionShape } from '../engine/session';
import type { Carrier } from '../observation/carrier';
import type { Category, Severity } from '../rules/finding';
import type { Muted } from '../rules/muted';
import type { TokenFormat } from '../token/decoded-token';
import type { Strength, TokenRole } from '../token/role';
import type { SilentRefresh } from './silent-refresh';

/** ISO 8601 UTC with milliseconds. */
export type Instant = string;

export type ReportToken = {
  readonly label: string;
  readonly fingerprint: Fingerprint;
  readonly role: TokenRole;
  readonly roleStrength: Strength;
  readonly format: TokenFormat;
  readonly algorithm: string | null;
  readonly type: string | null;
  readonly keyId: string | null;
  readonly issuer: string | null;
  readonly audience: readonly string[];
  readonly clientId: string | null;
  readonly scope: string | null;
  readonly issuedAt: Instant | null;
  readonly notBefore: Instant | null;
  readonly expiresAt: Instant | null;
  readonly lifetimeSeconds: number | null;
  readonly lifetimeMethod: LifetimeMethod;
  readonly softExpiry: { readonly claim: string; readonly at: Instant; readonly lifetimeSeconds: number } | null;
  readonly senderConstrained: boolean;
  readonly firstSeen: Instant;
  readonly lastSeen: Instant;
  readonly presentations: number;
  readonly presentationsAfterExpiry: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly carriers: readonly Carrier[];
  readonly origins: readonly string[];
  readonly contexts: readonly string[];
  readonly chain: string | null;
  readonly state: TokenState;
  /** When and by which token it was replaced, and when it was refused for good: additions, so that a report can be read in. */
  readonly replaced: { readonly at: Instant; readonly by: string | null } | null;
  readonly refusedAt: Instant | null;
};

export type ReportChain = {
  readonly label: string;
  readonly root: { readonly kind: RootKind; readonly at: Instant | null };
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly evidence: EdgeEvidence;
    readonly refresh: string | null;
  }[];
  readonly heads: readonly string[];
  readonly forks: readonly {
    readonly parent: string;
    readonly children: readonly string[];
    readonly kind: 'grace' | 'open';
  }[];
  readonly state: ChainState;
  readonly regime: 'rotating' | 'non-rotating' | 'undetermined';
  readonly session: {
    readonly shape: SessionShape;
    readonly startedAt: Instant | null;
    readonly startMethod: string;
  } | null;
  /** When and how it ended (an addition). */
  readonly ended: { readonly at: Instant; readonly cause: 'logged-out' | ChainEnd['cause'] } | null;
};

export type ReportRefresh = {
  readonly label: string;
  readonly at: Instant;
  readonly endpoint: string;
  readonly context: string;
  readonly type: RefreshType;
  readonly trigger: Trigger;
  readonly remainingSeconds: number | null;
  readonly position: Position | null;
  readonly generationDistance: number | null;
  readonly answer: RefreshAnswer | null;
  readonly outcome: RefreshOutcome;
  readonly resolved: boolean | null;
  readonly silent: 'success' | 'failure' | 'unknown';
  readonly shape: IssuedShape;
  readonly presented: string | null;
  readonly issued: readonly string[];
  readonly latencySeconds: number | null;
  readonly unauthorizedRequests: number;
  readonly retriedRequests: number;
  readonly status: number | null;
  readonly errorCode: string | null;
  readonly dialect: string | null;
  readonly chain: string | null;
  /** The access token that it renews, and whether a failure was made good without the user (additions). */
  readonly renewed: string | null;
  readonly settledSilently: boolean;
};

export type ReportFinding = {
  readonly label: string;
  readonly rule: string;
  readonly title: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly confidence: Strength;
  readonly message: string;
  readonly count: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  readonly tokens: readonly string[];
  readonly refreshes: readonly string[];
  readonly chain: string | null;
  readonly origin: string | null;
  readonly evidence: readonly { readonly at: Instant; readonly what: string }[];
  readonly remediation: string;
  readonly references: readonly string[];
  /** The user muted its rule or its origin (an addition that the schema leaves open). */
  readonly mutedBy: 'rule' | 'origin' | null;
};

export const REPORT_VERSION = 1;

export type Report = {
  readonly version: typeof REPORT_VERSION;
  readonly generator: { readonly name: string; readonly version: string };
  readonly source: {
    readonly kind: 'live' | 'har';
    readonly from: Instant | null;
    readonly to: Instant | null;
    readonly exchanges: number;
    readonly gaps: readonly { readonly from: Instant; readonly to: Instant; readonly reason: string }[];
    /** Entries or events that could not be read and were skipped (an addition that the schema leaves open). */
    readonly skipped: number;
    /** The file was written without Authorization headers and cookies (an addition, too). */
    readonly sanitised: boolean;
  };
  readonly policy: { readonly profile: ProfileName; readonly thresholds: PolicyThresholds };
  readonly clocks: readonly {
    readonly origin: string;
    readonly skewSeconds: number | null;
    readonly method: ClockMethod;
    readonly samples: number;
  }[];
  readonly tokens: readonly ReportToken[];
  readonly chains: readonly ReportChain[];
  readonly refreshes: readonly ReportRefresh[];
  readonly findings: readonly ReportFinding[];
  readonly notEvaluable: readonly { readonly rule: string; readonly reason: string }[];
  /** Did silent refresh work, every time (an addition that the schema leaves open). */
  readonly silentRefresh: SilentRefresh;
  /** What the user had muted when it was written (an addition, too). */
  readonly muted: Muted;
};
