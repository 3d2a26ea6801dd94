// What the builds weigh, as they lie in dist/: the whole, its parts, and what the panel loads first.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Benchmark, Row } from './benchmark';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const KILOBYTE = 1024;
const AIM_KB = 250;
const FIRST_LOAD_AIM_KB = 60;

export const sizeBenchmark: Benchmark = {
  name: 'size',
  about:
    'The builds as they are loaded unpacked, icons left out; first load is all JavaScript that the panel page imports at once.',
  run: async () => [
    toSizeRow('Chromium, unpacked', join(DIST, 'chromium'), AIM_KB),
    toSizeRow('Firefox, unpacked', join(DIST, 'firefox'), AIM_KB),
    toFirstLoadRow(),
    { what: 'command line, one file', figure: writeKb(statSync(join(DIST, 'cli.js')).size), spread: '', aim: null },
  ],
};

const writeKb = (bytes: number): string => `${Math.round(bytes / KILOBYTE)} KB`;

function toSizeRow(what: string, folder: string, atMost: number): Row {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.name.endsWith('.png'),
  );
  const bytes = files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  const aim = { value: Math.round(bytes / KILOBYTE), atMost, unit: ' KB', why: WHY_HEAVIER };
  return { what, figure: writeKb(bytes), spread: '', aim };
}

const WHY_HEAVIER =
  'The 52 rules with their wording, evidence and remediation are most of it, then the panel with its four views, then the ' +
  'engine; nothing in it is there twice.';

function toFirstLoadRow(): Row {
  const folder = join(DIST, 'chromium');
  const page = readFileSync(join(folder, 'src/entry/panel.html'), 'utf8');
  const chunks = new Set<string>();
  for (const [, script = ''] of page.matchAll(/<script[^>]+src="\/([^"]+\.js)"/g)) listImports(folder, script, chunks);
  const bytes = [...chunks].reduce((sum, chunk) => sum + gzipSync(readFileSync(join(folder, chunk))).length, 0);
  const aim = { value: Math.round(bytes / KILOBYTE), atMost: FIRST_LOAD_AIM_KB, unit: ' KB' };
  return { what: "the panel's first load, gzipped", figure: writeKb(bytes), spread: '', aim };
}

/** Static imports only: `import … from "./x.js"` and `import "./x.js"`. */
function listImports(folder: string, chunk: string, seen: Set<string>): void {
  if (seen.has(chunk)) return;
  seen.add(chunk);
  const text = readFileSync(join(folder, chunk), 'utf8');
  for (const [, name = ''] of text.matchAll(/(?:from|import)\s*["'`]\.\/([\w.-]+\.js)["'`]/g))
    listImports(folder, join('assets', name), seen);
}
