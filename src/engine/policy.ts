// Every threshold of rules.md section 8 in one typed object; profiles change the session limits only.

import type { ProfileName } from './profile';

const MINUTE_SEC = 60;
const HOUR_SEC = 3600;
const DAY_SEC = 86_400;

/** Durations in seconds, counts and bytes as such; keys as in rules.md 8. */
export type PolicyThresholds = {
  readonly 'at.recommended': number;
  readonly 'at.max': number;
  readonly 'at.long': number;
  readonly 'at.extreme': number;
  readonly 'at.month': number;
  readonly 'id.max': number;
  readonly 'rt.long': number;
  readonly 'rt.extreme': number;
  readonly 'session.overall': number;
  /** null: the profile has no idle limit. */
  readonly 'session.idle': number | null;
  readonly 'session.idle.report': number;
  readonly 'rt.grace': number;
  readonly 'rt.grace.extended': number;
  readonly 'clock.leeway': number;
  readonly 'clock.skew.report': number;
  readonly 'refresh.proactive.window': number;
  readonly 'refresh.reactive.window': number;
  readonly 'refresh.storm.short.count': number;
  readonly 'refresh.storm.short.window': number;
  readonly 'refresh.storm.long.count': number;
  readonly 'refresh.storm.long.window': number;
  readonly 'refresh.loop.count': number;
  readonly 'refresh.loop.window': number;
  readonly 'retry.after.refresh': number;
  readonly 'code.max': number;
  readonly 'dpop.proof.age': number;
  readonly 'logout.margin': number;
  readonly 'superseded.margin': number;
  readonly 'expires_in.tolerance': number;
  readonly 'jwt.cookie.bytes': number;
  readonly 'jwt.header.bytes': number;
};

export type Policy = { readonly profile: ProfileName; readonly thresholds: PolicyThresholds };

const COMMON = {
  'at.recommended': 15 * MINUTE_SEC,
  'at.max': HOUR_SEC,
  'at.long': DAY_SEC,
  'at.extreme': 7 * DAY_SEC,
  'at.month': 30 * DAY_SEC,
  'id.max': DAY_SEC,
  'rt.long': 30 * DAY_SEC,
  'rt.extreme': 90 * DAY_SEC,
  'session.idle.report': 7 * DAY_SEC,
  'rt.grace': 60,
  'rt.grace.extended': 300,
  'clock.leeway': 300,
  'clock.skew.report': 60,
  'refresh.proactive.window': 300,
  'refresh.reactive.window': 10,
  'refresh.storm.short.count': 5,
  'refresh.storm.short.window': 10,
  'refresh.storm.long.count': 10,
  'refresh.storm.long.window': 60,
  'refresh.loop.count': 3,
  'refresh.loop.window': 60,
  'retry.after.refresh': 1,
  'code.max': 10 * MINUTE_SEC,
  'dpop.proof.age': 300,
  'logout.margin': 5,
  'superseded.margin': 10,
  'expires_in.tolerance': 60,
  'jwt.cookie.bytes': 4096,
  'jwt.header.bytes': 8192,
} as const;

/** NIST SP 800-63B-4 2.1.3, 2.2.3, 2.3.3. */
const SESSIONS = {
  aal1: { 'session.overall': 30 * DAY_SEC, 'session.idle': null },
  aal2: { 'session.overall': DAY_SEC, 'session.idle': HOUR_SEC },
  aal3: { 'session.overall': 12 * HOUR_SEC, 'session.idle': 15 * MINUTE_SEC },
} as const;

export function createPolicy(profile: ProfileName): Policy {
  return { profile, thresholds: { ...COMMON, ...SESSIONS[profile] } };
}
