// bench/RESULTS.md: one section per benchmark, so that a single one can be measured anew without touching the others.

import type { Aim, Benchmark, Row } from './benchmark';

const HEAD = `# What it costs

\`npm run bench\` measures all of this and writes this file; \`npm run bench -- NAME ...\` measures the sections so named anew.
Build first (\`npm run build\`): what ships is what is measured. Ratios come from things that ran in turns in one run, so that
a noisy machine slows both sides; a figure is the median of its rounds. Nothing here is a test, and no test is timed.
`;

/** \`old\` with the section of one benchmark replaced, or added at the end. */
export function replaceSection(old: string, { name, about }: Benchmark, rows: readonly Row[], setting: string): string {
  const others = old.split(/^(?=## )/m).slice(1);
  const section = [`## ${name}`, about, writeTable(rows), ...rows.flatMap(explainMiss), setting].join('\n\n');
  const index = others.findIndex((text) => text.startsWith(`## ${name}\n`));
  const sections = index < 0 ? [...others, section] : others.with(index, section);
  return `${[HEAD, ...sections].map((text) => text.trim()).join('\n\n')}\n`;
}

function writeTable(rows: readonly Row[]): string {
  const lines = rows.map(({ what, figure, spread, aim }) => `| ${what} | ${figure} | ${spread} | ${writeAim(aim)} |`);
  return ['| | median | spread | aim |', '|---|---|---|---|', ...lines].join('\n');
}

const isMet = ({ value, atMost }: Aim): boolean => value <= atMost;
const writeAim = (aim: Aim | null): string =>
  aim === null ? '' : `at most ${aim.atMost}${aim.unit ?? ''}: ${isMet(aim) ? 'met' : '**missed**'}`;

function explainMiss({ what, aim }: Row): readonly string[] {
  if (aim === null || isMet(aim)) return [];
  const percent = Math.round((aim.value / aim.atMost - 1) * 100);
  return [`Missed by ${percent} %: ${what}. ${aim.why ?? 'The reason is not known.'}`];
}

/** The rows as plain lines for the terminal. */
export const writeLines = (rows: readonly Row[]): string =>
  rows.map(({ what, figure, spread, aim }) => `  ${what}: ${figure}${tell(spread)}${tell(writeAim(aim))}\n`).join('');
const tell = (text: string): string => (text === '' ? '' : ` (${text.replaceAll('*', '')})`);
