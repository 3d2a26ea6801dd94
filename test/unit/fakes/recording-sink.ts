import type { RequestFailed } from '../../../src/observation/observation';
import type { RawAnswer, RawRequest } from '../../../src/observe/exchange';
import type { RawSink } from '../../../src/observe/raw-sink';

export type RecordingSink = RawSink & {
  readonly requests: RawRequest[];
  readonly answers: RawAnswer[];
  readonly failures: RequestFailed[];
};

/** Keeps what a sensor hands over. */
export function createRecordingSink(): RecordingSink {
  const requests: RawRequest[] = [];
  const answers: RawAnswer[] = [];
  const failures: RequestFailed[] = [];
  return {
    requests,
    answers,
    failures,
    takeRequest: (raw) => requests.push(raw),
    takeAnswer: (raw) => answers.push(raw),
    takeFailure: (failed) => failures.push(failed),
  };
}

/** The only item, or a failure that says how many there are. */
export function only<Item>(items: readonly Item[]): Item {
  const [first] = items;
  if (first === undefined || items.length !== 1) throw new Error(`expected one item, found ${items.length}`);
  return first;
}
