// Does an observation cost more when a lot has been seen? And what does a repeated token cost against decoding it?

import { jwtDecode } from 'jwt-decode';
import { createPolicy } from '../src/engine/policy';
import { createCredentialReader } from '../src/normalise/credential-reader';
import { createNormaliser } from '../src/normalise/normaliser';
import { createAnalysis } from '../src/rules/analysis';
import { createFingerprinter } from '../src/token/fingerprint';
import { type Benchmark, type Row, summarise, toRatioRow, writeSpread } from './benchmark';
import { createTraffic, forgeToken } from './traffic';

const CLIENTS = 50;
const KEY_HEX = '5f'.repeat(32);
const SMALL = 10_000;
const LARGE = 1_000_000;
/** The last observations of a run are timed; nine windows of the short run stand against nine of the long one. */
const WINDOW = 5000;
const WINDOWS = 9;
const ROUNDS = 9;
const REPEATS = 4000;

export const observationBenchmark: Benchmark = {
  name: 'observation',
  about:
    'The engine with all 52 rules on 50 clients that call and refresh: one observation after 10,000 and after 1,000,000 of ' +
    'them, the runs advanced in turns. And what a token that is known already costs against one `jwtDecode` call of it.',
  run: async () => [...measureGrowth(), measureKnownToken(), ...measureRepeat()],
};

/** An analysis with traffic of its own; `advance` feeds so many observations and gives their time in microseconds each. */
function createRun(): { advance(observations: number): number } {
  const normaliser = createNormaliser(KEY_HEX);
  const analysis = createAnalysis(createPolicy('aal1'));
  const exchangeAt = createTraffic(CLIENTS);
  let index = 0;
  return {
    advance(observations) {
      let spentMs = 0;
      for (const end = index + observations / 2; index < end; index += 1) {
        const { request, answer } = exchangeAt(index);
        const sent = normaliser.normaliseRequest(request);
        const received = normaliser.normaliseAnswer(answer);
        const startMs = performance.now();
        analysis.observe(sent);
        analysis.observe(received);
        spentMs += performance.now() - startMs;
      }
      return (spentMs * 1000) / observations;
    },
  };
}

function measureGrowth(): readonly Row[] {
  createRun().advance(SMALL * 4); // warm-up
  const long = createRun();
  long.advance(LARGE - WINDOWS * WINDOW);
  const costs = Array.from({ length: WINDOWS }, () => {
    const short = createRun();
    short.advance(SMALL - WINDOW);
    return { small: short.advance(WINDOW), large: long.advance(WINDOW) };
  });
  const [small, large] = [costs.map((cost) => cost.small), costs.map((cost) => cost.large)];
  return [
    toMicrosecondsRow('one observation after 10,000', small),
    toMicrosecondsRow('one observation after 1,000,000', large),
    toRatioRow(
      'ratio of the two',
      costs.map((cost) => cost.large / cost.small),
      1.3,
    ),
  ];
}

const toMicrosecondsRow = (what: string, values: readonly number[]): Row => ({
  what,
  figure: `${summarise(values).median.toFixed(1)} µs`,
  spread: writeSpread(values, 1),
  aim: null,
});

/** Microseconds per call of `work`. */
function time(work: (index: number) => void): number {
  const startMs = performance.now();
  for (let index = 0; index < REPEATS; index += 1) work(index);
  return ((performance.now() - startMs) * 1000) / REPEATS;
}

/** Runs both in turns, a round of warm-up first. */
function compare(work: (index: number) => void, decode: () => void): readonly { work: number; decode: number }[] {
  const rounds = Array.from({ length: ROUNDS + 1 }, () => ({ work: time(work), decode: time(decode) }));
  return rounds.slice(1);
}

function measureKnownToken(): Row {
  const reader = createCredentialReader(createFingerprinter(KEY_HEX));
  const token = forgeToken(0, 0, 1_770_000_000_000);
  const place = { carrier: 'authorization', name: null, claimed: null } as const;
  const rounds = compare(
    () => reader.readJwt(token, place),
    () => jwtDecode(token),
  );
  return toRatioRow(
    'reading a known token / jwtDecode of it',
    rounds.map(({ work, decode }) => work / decode),
    1,
  );
}

/** A request and its answer with a token that is known already. */
function measureRepeat(): readonly Row[] {
  const normaliser = createNormaliser(KEY_HEX);
  const analysis = createAnalysis(createPolicy('aal1'));
  const exchangeAt = createTraffic(1);
  for (let index = 0; index < 30; index += 1) {
    const { request, answer } = exchangeAt(index);
    analysis.observe(normaliser.normaliseRequest(request));
    analysis.observe(normaliser.normaliseAnswer(answer));
  }
  const { request, answer } = exchangeAt(30);
  const token = forgeToken(0, 0, 1_770_000_000_000);
  let sequence = 0;
  const rounds = compare(
    () => {
      sequence += 1;
      const ref = `har:r${sequence}` as const;
      analysis.observe(normaliser.normaliseRequest({ ...request, ref }));
      analysis.observe(normaliser.normaliseAnswer({ ...answer, ref }));
    },
    () => jwtDecode(token),
  );
  return [
    toMicrosecondsRow(
      'one jwtDecode call',
      rounds.map(({ decode }) => decode),
    ),
    toMicrosecondsRow(
      'request and answer with a known token, normalised, reduced and judged',
      rounds.map(({ work }) => work),
    ),
    toRatioRow(
      'the same / jwtDecode of the token',
      rounds.map(({ work, decode }) => work / decode),
      0.7,
    ),
  ];
}
