// What the policy demands of silent refresh, demand by demand (rules.md 3.3, 3.7, 8).

import { writeSpan } from '../base/write-duration';
import type { PolicyThresholds } from '../engine/policy';
import type { SilentCheck, SilentRefresh } from './silent-refresh';

type Counted = Pick<SilentRefresh, 'tally' | 'lapsed' | 'retries' | 'noticed'>;

/** In order of weight: the first that is not met decides. */
export function checkSilent(
  counted: Counted,
  limits: PolicyThresholds,
  foundRules: ReadonlySet<string>,
): readonly [SilentCheck, ...SilentCheck[]] {
  return [
    checkRenewed(counted),
    checkRetried(counted, limits, foundRules.has('request-retry-exceeds-once')),
    checkStorm(limits, foundRules.has('refresh-storm')),
    checkLoop(limits, foundRules),
  ];
}

function checkRenewed({ tally, lapsed }: Counted): SilentCheck {
  const failed = tally.failed + lapsed.used;
  const parts = [
    tally.failed > 0 ? `${tally.failed} of ${tally.total} renewals failed` : null,
    lapsed.used > 0 ? `${lapsed.used} expired, refused when used, and never renewed` : null,
  ].filter((part) => part !== null);
  const all = tally.total === 1 ? 'The one renewal' : `All ${tally.total} renewals`;
  const words = failed > 0 ? parts.join('; ') : `${all} succeeded without the user`;
  return {
    name: 'renewed',
    isMet: failed === 0,
    words: tally.total + failed === 0 ? 'No renewal failed' : words,
    thresholds: {},
  };
}

function checkRetried(
  { retries, noticed }: Counted,
  limits: PolicyThresholds,
  isRepeatedTooOften: boolean,
): SilentCheck {
  const limit = limits['retry.after.refresh'];
  const lost = noticed.lostRequests;
  const words = isRepeatedTooOften
    ? `After a refresh a request was sent again more than ${limit === 1 ? 'once' : `${limit} times`}`
    : lost > 0
      ? `${lost} of ${retries.refused} refused requests ${lost === 1 ? 'was' : 'were'} never sent again`
      : retries.refused === 0
        ? 'No request was refused before a refresh'
        : `Each refused request was sent again, at most ${limit === 1 ? 'once' : `${limit} times`}`;
  return {
    name: 'retried',
    isMet: !isRepeatedTooOften && lost === 0,
    words,
    thresholds: { 'retry.after.refresh': limit },
  };
}

function checkStorm(limits: PolicyThresholds, isFound: boolean): SilentCheck {
  const keys = [
    'refresh.storm.short.count',
    'refresh.storm.short.window',
    'refresh.storm.long.count',
    'refresh.storm.long.window',
  ] as const;
  const short = `${limits['refresh.storm.short.count']} in ${writeSpan(limits['refresh.storm.short.window'])}`;
  const long = `${limits['refresh.storm.long.count']} in ${writeSpan(limits['refresh.storm.long.window'])}`;
  const words = isFound
    ? `An app sent too many refreshes: ${short}, or ${long}, are too many`
    : `No app sent ${short} or ${long}`;
  return { name: 'storm', isMet: !isFound, words, thresholds: pick(limits, keys) };
}

function checkLoop(limits: PolicyThresholds, foundRules: ReadonlySet<string>): SilentCheck {
  const count = limits['refresh.loop.count'];
  const span = writeSpan(limits['refresh.loop.window']);
  const isFound = foundRules.has('refresh-success-loop') || foundRules.has('refresh-failure-loop');
  const words = isFound
    ? `An app went on refreshing in a loop: ${count} times in ${span} or more`
    : `No app refreshed in a loop: ${count} times in ${span}`;
  return {
    name: 'loop',
    isMet: !isFound,
    words,
    thresholds: pick(limits, ['refresh.loop.count', 'refresh.loop.window']),
  };
}

function pick(limits: PolicyThresholds, keys: readonly (keyof PolicyThresholds)[]): Partial<PolicyThresholds> {
  return Object.fromEntries(keys.map((key) => [key, limits[key]]));
}
