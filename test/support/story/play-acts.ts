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
  const stage: Stage = { ...casting, refOf: (id, sensor) => refOf(sensor, refs.get(id) ?? -1) };
  const steps = acts.flatMap((act, index) =>
    act.kind === 'request' ? listSteps(act, index, casting, stage, sink) : [makeFact(act, casting.localSkewSec, emit)],
  );
  for (const step of steps.sort((a, b) => a.atMs - b.atMs || a.order - b.order)) step.run();
}

export const refOf = (sensor: StorySensor, index: number): SendRef => `${sensor}:${index}`;

function listSteps(act: RequestAct, index: number, casting: Casting, stage: Stage, sink: RawSink): readonly Step[] {
  return (act.sensors ?? casting.sensors).flatMap((sensor, place) => {
    const exchange = makeRawExchange(act, refOf(sensor, index), sensor, stage);
    return place === 0 ? reportLive(exchange, sink) : reportLater(exchange, place * casting.secondSightMs, sink);
  });
}

function reportLive({ request, answer }: RawExchange, sink: RawSink): readonly Step[] {
  const sent: Step = { atMs: request.atMs, order: 1, run: () => sink.takeRequest(request) };
  if (answer === null) return [sent];
  // An answer that came the moment another request left had come before it; but never before its own request.
  const order = answer.atMs > request.atMs ? 0 : 2;
  return [sent, { atMs: answer.atMs, order, run: () => takeAnswer(sink, answer) }];
}

function reportLater({ request, answer }: RawExchange, delayMs: number, sink: RawSink): readonly Step[] {
  const run = (): void => {
    sink.takeRequest(request);
    if (answer !== null) takeAnswer(sink, answer);
  };
  return [{ atMs: (answer ?? request).atMs + delayMs, order: 3, run }];
}

const takeAnswer = (sink: RawSink, answer: RawAnswer | RequestFailed): void =>
  'kind' in answer ? sink.takeFailure(answer) : sink.takeAnswer(answer);

function makeFact(act: Exclude<Act, RequestAct>, localSkewSec: number, emit: (fact: Observation) => void): Step {
  const atMs = toEpochMs(act.at + localSkewSec);
  if (act.kind === 'tab-closed') {
    return { atMs, order: 3, run: () => emit({ kind: 'tab-closed', atMs, context: `tab:${act.tab}` }) };
  }
  const toMs = toEpochMs(act.to + localSkewSec);
  return { atMs: toMs, order: 0, run: () => emit({ kind: 'gap-observed', fromMs: atMs, toMs, reason: act.reason }) };
}
