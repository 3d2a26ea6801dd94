// The command line on a large file against reading and parsing that file, which nobody can do without.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Benchmark, type Row, summarise, toRatioRow, writeSpread } from './benchmark';
import { forgeHar } from './forged-har';

const MEGABYTE = 1e6;
const ROUNDS = 7;
const COMMAND_LINE = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
/** Runs inside the measured process, as its first module. */
const REPORT_USAGE = `data:text/javascript,process.on('exit', () => process.stderr.write(JSON.stringify(process.resourceUsage())))`;

export const harBenchmark: Benchmark = {
  name: 'har',
  about:
    '`node dist/cli.js analyze` on a forged HAR file of 100 MB (3,000 calls and refreshes of signed-in apps among scripts, ' +
    'styles, images in base64, JSON and pages) against a Node process that reads the file and gives it to `JSON.parse`. ' +
    'Processor time is that of the whole process, its compiler and collector threads included. The ratio is that of the machine ' +
    'as well: the same code had 2.8 on an Intel Xeon, where reading and parsing took 0.9 s, and 0.9 on an AMD EPYC, where it ' +
    'took 1.7 s; earlier builds had 2.1 and more on the first, and 0.9 on the second.',
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'token-lifeline-har-'));
    try {
      return [...compare(forge(folder, 100)), survive(forge(folder, 200))];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

function forge(folder: string, megabytes: number): string {
  const path = join(folder, `${megabytes}.har`);
  forgeHar(path, megabytes * MEGABYTE);
  return path;
}

type Usage = { readonly wallSec: number; readonly cpuSec: number; readonly peakMb: number };

function run(...words: readonly string[]): Usage {
  const startMs = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--import', REPORT_USAGE, ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const wallSec = (performance.now() - startMs) / 1000;
  if (status !== 0) throw new Error(`exit code ${status}: ${stderr}`);
  const { userCPUTime, systemCPUTime, maxRSS }: NodeJS.ResourceUsage = JSON.parse(stderr);
  return { wallSec, cpuSec: (userCPUTime + systemCPUTime) / 1e6, peakMb: (maxRSS * 1024) / MEGABYTE };
}

function compare(path: string): readonly Row[] {
  const rounds = Array.from({ length: ROUNDS }, () => ({
    parse: run('--eval', `JSON.parse(require('node:fs').readFileSync(${JSON.stringify(path)}, 'utf8'))`),
    analyze: run(COMMAND_LINE, 'analyze', path),
  }));
  const ratios = (of: keyof Usage): readonly number[] => rounds.map(({ parse, analyze }) => analyze[of] / parse[of]);
  const toRow = (what: string, values: readonly number[], unit: string, digits: number): Row => ({
    what: `${what} (${Math.round(statSync(path).size / MEGABYTE)} MB)`,
    figure: `${summarise(values).median.toFixed(digits)} ${unit}`,
    spread: writeSpread(values, digits),
    aim: null,
  });
  return [
    toRow(
      'read and parse',
      rounds.map(({ parse }) => parse.wallSec),
      's',
      2,
    ),
    toRow(
      'analyze',
      rounds.map(({ analyze }) => analyze.wallSec),
      's',
      2,
    ),
    toRatioRow('analyze / parse, time', ratios('wallSec'), 1.6, WHY_SLOWER),
    toRatioRow('analyze / parse, processor time', ratios('cpuSec'), 1.6, WHY_SLOWER),
    toRow(
      'peak memory of analyze',
      rounds.map(({ analyze }) => analyze.peakMb),
      'MB',
      0,
    ),
    toRatioRow('analyze / parse, peak memory', ratios('peakMb'), 1.5),
  ];
}

const WHY_SLOWER =
  'Most bodies are skimmed over and neither decoded nor parsed, and no more than one entry is in memory at a time. What is left ' +
  'is the way of 7,800 exchanges through recogniser, engine and rules, in JavaScript that is compiled while it runs: once ' +
  'compiled, the same takes two thirds of the time.';

function survive(path: string): Row {
  const { wallSec, peakMb } = run(COMMAND_LINE, 'analyze', path);
  return {
    what: `analyze ${Math.round(statSync(path).size / MEGABYTE)} MB`,
    figure: `${wallSec.toFixed(1)} s, ${peakMb.toFixed(0)} MB`,
    spread: '',
    aim: null,
  };
}
