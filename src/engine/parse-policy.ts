// A policy from outside: every key is known and every value fits, or the first that does not is named.

import { isJsonObject, type Json, readMember } from '../base/json';
import { MAX_UNKNOWN_KEY_CHARS } from '../base/limits';
import { fail, type Result, succeed } from '../base/result';
import { showUntrusted } from '../base/show-untrusted';
import { createPolicy, type Policy, type PolicyThresholds } from './policy';
import { isProfileName, PROFILE_NAMES, type ProfileName } from './profile';

/** Numbers of things, not durations: whole, and at least one. */
const COUNTS: ReadonlySet<string> = new Set([
  'refresh.storm.short.count',
  'refresh.storm.long.count',
  'refresh.loop.count',
  'retry.after.refresh',
]);
/** May be null: no limit. */
const OPTIONAL: ReadonlySet<string> = new Set(['session.idle']);

/**
 * `{ "profile"?: "aal1", "thresholds"?: { "at.max": 1800, … } }`, durations in seconds, keys as in rules.md 8. What is not
 * named keeps the value of `profile`, or of the file's own profile when it has one.
 */
export function parsePolicy(json: Json, profile: ProfileName): Result<Policy> {
  if (!isJsonObject(json)) return fail('a policy is a JSON object');
  const stranger = Object.keys(json).find((key) => key !== 'profile' && key !== 'thresholds');
  if (stranger !== undefined) return fail(`unknown key "${showUntrusted(stranger, MAX_UNKNOWN_KEY_CHARS)}"`);
  const name = readMember(json, 'profile') ?? profile;
  if (!isProfileName(name)) return fail(`"profile" is one of ${PROFILE_NAMES.join(', ')}`);
  return withThresholds(createPolicy(name), readMember(json, 'thresholds') ?? {});
}

function withThresholds(policy: Policy, given: Json): Result<Policy> {
  if (!isJsonObject(given)) return fail('"thresholds" is an object');
  const changed: Record<string, number | null> = {};
  for (const [key, value] of Object.entries(given)) {
    if (!Object.hasOwn(policy.thresholds, key))
      return fail(`unknown key "thresholds.${showUntrusted(key, MAX_UNKNOWN_KEY_CHARS)}"`);
    const complaint = complain(key, value);
    if (complaint !== null) return fail(`"thresholds.${key}" ${complaint}`);
    if (typeof value === 'number' || value === null) changed[key] = value;
  }
  const thresholds: PolicyThresholds = { ...policy.thresholds, ...changed };
  return succeed({ ...policy, thresholds });
}

function complain(key: string, value: Json): string | null {
  if (value === null) return OPTIONAL.has(key) ? null : 'must be a number';
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'must be a number';
  if (COUNTS.has(key)) return Number.isInteger(value) && value >= 1 ? null : 'must be a whole number of at least 1';
  return value >= 0 ? null : 'must not be negative';
}
