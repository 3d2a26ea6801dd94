// What every benchmark is: a module that exports one of these. `run-bench.ts` lists and collects them.

export type Benchmark = {
  /** The word by which `npm run bench -- NAME` runs this one alone. */
  readonly name: string;
  /** What it measures and how, in one or two sentences; stands above its rows in RESULTS.md. */
  readonly about: string;
  readonly run: () => Promise<readonly Row[]>;
};

/** One measured figure. Everything is text but the aim, so that each benchmark chooses its own unit. */
export type Row = {
  readonly what: string;
  readonly figure: string;
  /** How far the single rounds lay apart, e.g. "0.97 to 1.06, 9 rounds"; empty for what does not vary. */
  readonly spread: string;
  /** Null for a figure that is only told. */
  readonly aim: Aim | null;
};

/** A figure that should not be above `atMost`. `why` is said where the aim is missed, as far as the reason is known. */
export type Aim = { readonly value: number; readonly atMost: number; readonly unit?: string; readonly why?: string };

export type Sample = { readonly median: number; readonly lowest: number; readonly highest: number };

export function summarise(values: readonly number[]): Sample {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? Number.NaN;
  const median = sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
  return { median, lowest: sorted[0] ?? Number.NaN, highest: sorted.at(-1) ?? Number.NaN };
}

export const writeSpread = (values: readonly number[], digits = 2): string => {
  const { lowest, highest } = summarise(values);
  return `${lowest.toFixed(digits)} to ${highest.toFixed(digits)}, ${values.length} rounds`;
};

/** A ratio measured once per round: its median, its spread, and whether the median keeps the aim. */
export function toRatioRow(what: string, ratios: readonly number[], atMost: number, why?: string): Row {
  const value = summarise(ratios).median;
  const aim = why === undefined ? { value, atMost } : { value, atMost, why };
  return { what, figure: value.toFixed(2), spread: writeSpread(ratios), aim };
}
