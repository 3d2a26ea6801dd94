// Knocks at every door with the corpus and with inputs that fast-check makes up, and counts what came of it.
import fc from 'fast-check';
import { type Json, parseJson } from '../../src/base/json';
import { timeLeast } from '../support/processor-time';
import { type AnyDoor, type Door, hideInput, type Opened } from './door';
import { archiveDoor, messageDoor, policyDoor } from './message-doors';
import { readCorpus } from './read-corpus';
import { devtoolsDoor, harFileDoor, webRequestDoor } from './traffic-doors';

export const SLOW_MS = 50;
/** Of a million inputs most are events of the browser; each door gets its share. */
const DOORS: readonly { readonly door: AnyDoor; readonly share: number }[] = [
  { door: hideInput(webRequestDoor), share: 0.4 },
  { door: hideInput(devtoolsDoor), share: 0.25 },
  { door: hideInput(harFileDoor), share: 0.1 },
  { door: hideInput(messageDoor), share: 0.15 },
  { door: hideInput(archiveDoor), share: 0.07 },
  { door: hideInput(policyDoor), share: 0.03 },
];
const BATCH = 1000;

export type FuzzOptions = {
  readonly inputs: number;
  readonly seed: number;
  readonly onBatch?: (doorName: string, done: number, failures: number) => void;
};

export type Slow = {
  readonly door: string;
  readonly input: string;
  /** What to decode and parse it takes, of a whole file; 0 for one event. */
  readonly plainMs: number;
  readonly ms: number;
  readonly leastMs: number;
};
export type FuzzResult = {
  /** Inputs taken, by door. */
  readonly counts: Readonly<Record<string, number>>;
  /** What threw, or was over its bound, with what it takes to see it again. */
  readonly failures: readonly string[];
  readonly slow: readonly Slow[];
};

const readPlainly = (text: string): Json | undefined =>
  parseJson(new TextDecoder().decode(new TextEncoder().encode(text)));

export function runFuzz({ inputs, seed, onBatch = () => undefined }: FuzzOptions): FuzzResult {
  const counts: Record<string, number> = {};
  const failures: string[] = [];
  const slow: Slow[] = [];
  const corpus = readCorpus();

  function knock<Input>(door: Door<Input>, opened: Opened<Input>, input: Input, name: string): void {
    counts[door.name] = (counts[door.name] ?? 0) + 1;
    let hasThrown = false;
    const take = (): void => {
      try {
        opened.take(input);
      } catch (error) {
        if (!hasThrown) failures.push(`${door.name}, ${name}: ${error instanceof Error ? error.stack : String(error)}`);
        hasThrown = true;
      }
    };
    const { ms, leastMs } = timeLeast(take, SLOW_MS);
    if (ms <= SLOW_MS) return;
    const plainMs = typeof input === 'string' ? timeLeast(() => readPlainly(input), SLOW_MS).leastMs : 0;
    slow.push({ door: door.name, input: name, plainMs, ms, leastMs });
  }

  function close<Input>(door: Door<Input>, opened: Opened<Input>, name: string): void {
    for (const excess of opened.listExcesses()) failures.push(`${door.name}, after ${name}: ${excess}`);
  }

  function knockWithCorpus<Input>(door: Door<Input>): void {
    const opened = door.open();
    for (const { name, text } of corpus) {
      for (const [index, input] of door.place(text).entries())
        knock(door, opened, input, `corpus "${name}" in place ${index}`);
    }
    close(door, opened, 'the corpus');
  }

  function knockWithBatches<Input>(door: Door<Input>, wanted: number): void {
    let opened = door.open();
    for (let done = counts[door.name] ?? 0, batch = 0; done < wanted; batch += 1) {
      // A program that lives long, and a fresh one now and then.
      if (batch % 20 === 19) opened = door.open();
      const batchSeed = seed + batch;
      const numRuns = Math.min(BATCH, wanted - done);
      fc.sample(door.inputs, { numRuns, seed: batchSeed }).forEach((input, index) => {
        knock(door, opened, input, `seed ${batchSeed}, input ${index}`);
      });
      close(door, opened, `seed ${batchSeed}`);
      done += numRuns;
      onBatch(door.name, done, failures.length);
    }
  }

  for (const { door, share } of DOORS)
    door.use((one) => {
      knockWithCorpus(one);
      knockWithBatches(one, Math.round(inputs * share));
    });
  return { counts, failures, slow };
}
