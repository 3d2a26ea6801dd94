// The server's clock, because the local one is not to be trusted (rules.md 3.8).

import type { ClockSample, Server } from './endpoint';
import type { ToldView } from './state';
import type { Token } from './token';

/** A `Date` header counts whole seconds. */
const DATE_RESOLUTION_MS = 1000;
const MAX_ROUND_TRIP_MS = 3000;
const CLOCK_SAMPLES = 5;

/** Null when the round trip was too long to tell anything. Server minus local. */
export function sampleClock(sentMs: number, receivedMs: number, serverDateMs: number): ClockSample | null {
  const roundTripMs = Math.max(0, receivedMs - sentMs);
  if (roundTripMs > MAX_ROUND_TRIP_MS) return null;
  const midpointMs = sentMs + roundTripMs / 2;
  const errorMs = DATE_RESOLUTION_MS + roundTripMs / 2;
  return { atMs: receivedMs, offsetMs: Math.round(serverDateMs - midpointMs), errorMs };
}

/** Servers do not drift by this much: the local clock was set. */
export const SET_BY_MS = 30_000;

/** The newest samples. Two in a row that agree with each other and not with those before them begin a new estimate. */
export function addClockSample(samples: readonly ClockSample[], sample: ClockSample): readonly ClockSample[] {
  const [older, before] = samples.slice(-2);
  const isSet =
    older !== undefined &&
    before !== undefined &&
    isFar(older, before) &&
    isFar(older, sample) &&
    !isFar(before, sample);
  return [...(isSet ? [before] : samples), sample].slice(-CLOCK_SAMPLES);
}

export const isFar = (a: ClockSample, b: ClockSample): boolean => Math.abs(a.offsetMs - b.offsetMs) > SET_BY_MS;

/** False from the sample that first contradicts those before it until another bears one side out. */
export const isClockSteady = ([first, ...rest]: readonly ClockSample[]): boolean =>
  first === undefined || rest.every((sample) => !isFar(first, sample));

type Estimate = { readonly skewMs: number; readonly errorMs: number };

/** By the samples, which never change: many questions come before the next of them. */
const estimates = new WeakMap<readonly ClockSample[], Estimate>();

function estimate(server: Server | undefined): Estimate | null {
  if (server === undefined || server.clock.length === 0) return null;
  const known = estimates.get(server.clock) ?? compute(server.clock);
  estimates.set(server.clock, known);
  return known;
}

function compute(samples: readonly ClockSample[]): Estimate {
  const offsets = samples.map((sample) => sample.offsetMs).sort((a, b) => a - b);
  const middle = offsets.length >> 1;
  const upper = offsets[middle] ?? 0;
  return {
    skewMs: offsets.length % 2 === 1 ? upper : Math.round(((offsets[middle - 1] ?? upper) + upper) / 2),
    errorMs: Math.min(...samples.map((sample) => sample.errorMs)),
  };
}

/** Median offset of the last samples, server minus local; null without samples. */
export const estimateSkewMs = (server: Server | undefined): number | null => estimate(server)?.skewMs ?? null;

/**
 * Skew of the first origin of the token whose clock is known: its issuer before the APIs it went to. 0 when none is known,
 * and while the offset is smaller than its own error: then nothing says that this computer is wrong, and a countdown that
 * follows the whole seconds of `Date` headers would only jump.
 */
export function findSkewMs(state: ToldView, token: Token): Skew {
  for (const origin of token.origins) {
    const skew = readSkew(state.server.get(origin));
    if (skew !== null) return skew;
  }
  return { skewMs: 0, errorMs: Number.POSITIVE_INFINITY, isVerified: false };
}

/** By how much the clock of a server that nobody has read may be off (rules.md 3.8). */
export const UNVERIFIED_SEC = 300;

/** `errorMs`: by how much it may be wrong; infinite where no server has told its time. */
export type Skew = { readonly skewMs: number; readonly errorMs: number; readonly isVerified: boolean };

/** Of one server; null while its clock is not known. */
export function readSkew(server: Server | undefined): Skew | null {
  const known = estimate(server);
  if (known === null) return null;
  const { skewMs, errorMs } = known;
  return { skewMs: Math.abs(skewMs) <= errorMs ? 0 : skewMs, errorMs, isVerified: true };
}
