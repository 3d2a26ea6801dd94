// The measurements of observation.ts. Every figure is taken in rounds, both sides of a ratio in each.

import { jwtDecode } from 'jwt-decode';
import { applyChanges } from '../src/engine/apply';
import { createState } from '../src/engine/create-state';
import { createPolicy } from '../src/engine/policy';
import { reduce } from '../src/engine/reduce';
import { createShareParts } from '../src/engine/share-parts';
import { createCredentialReader } from '../src/normalise/credential-reader';
import { createNormaliser } from '../src/normalise/normaliser';
import type { Observation } from '../src/observation/observation';
import { createAnalysis } from '../src/rules/analysis';
import { createFingerprinter } from '../src/token/fingerprint';
import { type Row, summarise, toRatioRow, writeSpread } from './benchmark';
import { createTraffic } from './traffic';

const CLIENTS = 50;
const KEY_HEX = '5f'.repeat(32);
const SMALL = 10_000;
const LARGE = 1_000_000;
/** The last observations of a run are timed: windows of short runs against windows of the long one. */
const WINDOW = 5000;
const ROUNDS = 15;
const REPEATS = 2000;
const WARM_UP_ROUNDS = 3;

export function measureGrowth(): readonly Row[] {
  createRun().advance(SMALL * 4); // warm-up
  const long = createRun();
  long.advance(LARGE - ROUNDS * WINDOW);
  const costs = Array.from({ length: ROUNDS }, () => {
    const short = createRun();
    short.advance(SMALL - WINDOW);
    return { small: short.advance(WINDOW), large: long.advance(WINDOW) };
  });
  const ratios = costs.map(({ small, large }) => large / small);
  return [
    toMicrosecondsRow(
      'one observation after 10,000, reduced and judged',
      costs.map(({ small }) => small),
    ),
    toMicrosecondsRow(
      'one observation after 1,000,000',
      costs.map(({ large }) => large),
    ),
    toRatioRow('after 1,000,000 / after 10,000', ratios, 1.3),
  ];
}

/** An analysis with traffic of its own; `advance` feeds so many observations and gives microseconds for each. */
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

const toMicrosecondsRow = (what: string, values: readonly number[]): Row => ({
  what,
  figure: `${summarise(values).median.toFixed(1)} µs`,
  spread: writeSpread(values, 1),
  aim: null,
});

/** Microseconds per call of each kind of work, per round; the kinds take turns. */
function compare<Kind extends string>(works: Readonly<Record<Kind, () => void>>): readonly Record<Kind, number>[] {
  const kinds = Object.keys(works) as Kind[];
  const measureRound = () => Object.fromEntries(kinds.map((kind) => [kind, time(works[kind])])) as Record<Kind, number>;
  return Array.from({ length: WARM_UP_ROUNDS + ROUNDS }, measureRound).slice(WARM_UP_ROUNDS);
}

function time(work: () => void): number {
  const startMs = performance.now();
  for (let index = 0; index < REPEATS; index += 1) work();
  return ((performance.now() - startMs) * 1000) / REPEATS;
}

export function measureKnownToken(): Row {
  const reader = createCredentialReader(createFingerprinter(KEY_HEX));
  const { token } = prepare();
  const place = { carrier: 'authorization', name: null, claimed: null } as const;
  const rounds = compare({ read: () => reader.readJwt(token, place), decode: () => jwtDecode(token) });
  return toRatioRow(
    'reading a known token / jwtDecode of it',
    rounds.map(({ read, decode }) => read / decode),
    1,
  );
}

/** Traffic of one client up to a call with a token that is known, and that call. */
function prepare() {
  const exchangeAt = createTraffic(1);
  const before = Array.from({ length: 30 }, (_, index) => exchangeAt(index));
  const { request, answer } = exchangeAt(30);
  const header = request.headers.find(({ name }) => name === 'authorization')?.value ?? '';
  return { before, request, answer, token: header.slice('Bearer '.length) };
}

export function measureRepeat(): readonly Row[] {
  const { before, request, answer, token } = prepare();
  const normaliser = createNormaliser(KEY_HEX);
  const policy = createPolicy('aal1');
  const analysis = createAnalysis(policy);
  const state = createState();
  const shareParts = createShareParts();
  const fold = (observation: Observation): void =>
    applyChanges(state, reduce(state, observation, policy.thresholds), shareParts);
  for (const exchange of before) {
    for (const observation of [
      normaliser.normaliseRequest(exchange.request),
      normaliser.normaliseAnswer(exchange.answer),
    ]) {
      fold(observation);
      analysis.observe(observation);
    }
  }
  let sequence = 0;
  const next = (take: (observation: Observation) => void, parts: { hasAnswer: boolean }): void => {
    sequence += 1;
    const ref = `har:r${sequence}` as const;
    take(normaliser.normaliseRequest({ ...request, ref }));
    if (parts.hasAnswer) take(normaliser.normaliseAnswer({ ...answer, ref }));
  };
  const rounds = compare({
    decode: () => jwtDecode(token),
    normalise: () => normaliser.normaliseRequest(request),
    request: () => next(fold, { hasAnswer: false }),
    exchange: () => next(fold, { hasAnswer: true }),
    judged: () => next((observation) => analysis.observe(observation), { hasAnswer: true }),
  });
  const ratioOf = (kind: keyof (typeof rounds)[number]): readonly number[] =>
    rounds.map((round) => round[kind] / round.decode);
  return [
    toMicrosecondsRow(
      'one jwtDecode call',
      rounds.map(({ decode }) => decode),
    ),
    toRatioRow('a request with a known token, normalised / jwtDecode', ratioOf('normalise'), 0.7, WHY_NORMALISE),
    toRatioRow('the request normalised and reduced / jwtDecode', ratioOf('request'), 0.7, WHY_REDUCE),
    toRatioRow('the request and its answer normalised and reduced / jwtDecode', ratioOf('exchange'), 0.7, WHY_REDUCE),
    toRatioRow('the same, all rules asked / jwtDecode', ratioOf('judged'), 0.7, WHY_JUDGE),
  ];
}

const WHY_NORMALISE =
  'The token is known by a keyed hash of its text, its address and Cookie header by theirs; the rest splits the Authorization ' +
  'header, asks the few headers that are not plain, and looks for a purpose and a dialect.';
const WHY_REDUCE =
  'To that the fold adds a new send, token, server, endpoint and log: they are never changed in place, so that they can be ' +
  'archived and published as they are.';
const WHY_JUDGE = 'And about half of the 52 rules are asked twice, at the request and at its answer.';
