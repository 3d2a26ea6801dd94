// Acts → raw halves in the order of their arrival → normaliser and gate → observations. The way of a HAR file's replay.

import type { Observation, RequestFailed, SendRef } from '../../../src/observation/observation';
import type { RawAnswer } from '../../../src/observe/exchange';
import type { RawSink } from '../../../src/observe/raw-sink';
import { makeRawExchange, type RawExchange, type Stage } from './raw-exchange';
import type { Act, RequestAct, StorySensor } from './story-acts';
import { toEpochMs } from './story-clock';
import type { TokenBook } from './story-tokens';

export type Casting = {
  readonly book: TokenBook;
  readonly localSkewSec: number;
  readonly sensors: readonly StorySensor[];
  /** How long after the answer the sensors but the first report. */
  readonly secondSightMs: number;
  /** Filled with every proof that was made, by name. */
  readonly proofs: Map<string, string>;
};

/** `atMs`: by a clock that is never set, so that the order is the true one. */
type Step = { readonly atMs: number; readonly order: number; readonly run: () => void };

/** `sink` takes the raw halves, `emit` what no sensor of requests reports (gaps, closed tabs). */
export function playActs(
  acts: readonly Act[],
  casting: Casting,
  sink: RawSink,
  emit: (fact: Observation) => void,
): void {
  const refs = new Map<string, number>();
  acts.forEach((act, index) => {
    if (act.kind === 'request' && act.id !== undefined) refs.set(act.id, index);
  });
  const skewAt = readSkew(acts, casting.localSkewSec);
  const stage: Stage = { ...casting, skewAt, refOf: (id, sensor) => refOf(sensor, refs.get(id) ?? -1) };
  const steps = acts.flatMap((act, index) => {
    if (act.kind === 'request') return listSteps(act, index, casting, stage, sink);
    return act.kind === 'clock' ? [] : [makeFact(act, skewAt, emit)];
  });
  for (const step of steps.sort((a, b) => a.atMs - b.atMs || a.order - b.order)) step.run();
}

/** How far the local clock is off, by the last time that it was set. */
function readSkew(acts: readonly Act[], localSkewSec: number): (at: number) => number {
  const settings = acts.flatMap((act) => (act.kind === 'clock' ? [act] : [])).sort((a, b) => a.at - b.at);
  return (at) => localSkewSec + (settings.findLast((one) => one.at <= at)?.offBySec ?? 0);
}

export const refOf = (sensor: StorySensor, index: number): SendRef => `${sensor}:${index}`;

function listSteps(act: RequestAct, index: number, casting: Casting, stage: Stage, sink: RawSink): readonly Step[] {
  return (act.sensors ?? casting.sensors).flatMap((sensor, place) => {
    const exchange = makeRawExchange(act, refOf(sensor, index), sensor, stage);
    return place === 0 ? reportLive(exchange, sink) : reportLater(exchange, place * casting.secondSightMs, sink);
  });
}

function reportLive({ request, answer, startMs, endMs }: RawExchange, sink: RawSink): readonly Step[] {
  const sent: Step = { atMs: startMs, order: 1, run: () => sink.takeRequest(request) };
  if (answer === null) return [sent];
  // An answer that came the moment another request left had come before it; but never before its own request.
  const order = endMs > startMs ? 0 : 2;
  return [sent, { atMs: endMs, order, run: () => takeAnswer(sink, answer) }];
}

function reportLater(
  { request, answer, startMs, endMs }: RawExchange,
  delayMs: number,
  sink: RawSink,
): readonly Step[] {
  const run = (): void => {
    sink.takeRequest(request);
    if (answer !== null) takeAnswer(sink, answer);
  };
  return [{ atMs: (answer === null ? startMs : endMs) + delayMs, order: 3, run }];
}

const takeAnswer = (sink: RawSink, answer: RawAnswer | RequestFailed): void =>
  'kind' in answer ? sink.takeFailure(answer) : sink.takeAnswer(answer);

type Fact = Extract<Act, { readonly kind: 'gap' | 'tab-closed' }>;

function makeFact(act: Fact, skewAt: (at: number) => number, emit: (fact: Observation) => void): Step {
  const atMs = toEpochMs(act.at + skewAt(act.at));
  if (act.kind === 'tab-closed') {
    return {
      atMs: toEpochMs(act.at),
      order: 3,
      run: () => emit({ kind: 'tab-closed', atMs, context: `tab:${act.tab}` }),
    };
  }
  const toMs = toEpochMs(act.to + skewAt(act.to));
  return {
    atMs: toEpochMs(act.to),
    order: 0,
    run: () => emit({ kind: 'gap-observed', fromMs: atMs, toMs, reason: act.reason }),
  };
}
