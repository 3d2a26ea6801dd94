// Observations as a file tells them, exchange by exchange → in the order in which they happened: what raced in the browser
// races here too (T5).

import type { ExchangeObservation } from '../normalise/gate';
import type { SendRef } from '../observation/observation';

export type Replay = {
  /** A request, and then its answer. */
  readonly take: (observation: ExchangeObservation) => void;
  /** `redirects`: requests that a redirect led to, with the hop before each. */
  readonly run: (redirects: ReadonlyMap<SendRef, SendRef>, observe: (observation: ExchangeObservation) => void) => void;
};

type Step = {
  readonly atMs: number;
  readonly order: number;
  readonly startMs: number;
  readonly observation: ExchangeObservation;
};

export function createReplay(): Replay {
  const steps: Step[] = [];
  let startMs = 0;
  return {
    take(observation) {
      if (observation.kind === 'request-sent') startMs = observation.atMs;
      steps.push(placeInTime(observation, startMs));
    },
    run(redirects, observe) {
      steps.sort((a, b) => a.atMs - b.atMs || a.order - b.order || a.startMs - b.startMs);
      for (const { observation } of steps) {
        const before = redirects.get(observation.ref);
        const isLed = before !== undefined && observation.kind === 'request-sent';
        observe(isLed ? { ...observation, redirectOf: before } : observation);
      }
    },
  };
}

/** An answer that came the moment another request left had come before it; but never before its own request. */
function placeInTime(observation: ExchangeObservation, startMs: number): Step {
  const { kind, atMs } = observation;
  if (kind === 'request-sent') return { atMs, order: 1, startMs, observation };
  return { atMs: Math.max(atMs, startMs), order: atMs > startMs ? 0 : 2, startMs, observation };
}
