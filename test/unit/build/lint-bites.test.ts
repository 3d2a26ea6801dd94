// The linter's ban of everything that talks to the network, to the disk or to the browser: that it is there, and bites.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const BANNED = [
  "await fetch('https://x.example');",
  'new XMLHttpRequest();',
  "new WebSocket('wss://x.example');",
  "new EventSource('/x');",
  "localStorage.setItem('a', 'b');",
  "indexedDB.open('a');",
  "chrome.runtime.sendMessage('a');",
  'console.log(1);',
  "eval('1');",
];

const folder = mkdtempSync(join(tmpdir(), 'lint-bites-'));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'src/engine'), { recursive: true });
copyFileSync(join(ROOT, 'biome.json'), join(folder, 'biome.json'));
BANNED.forEach((line, index) => {
  writeFileSync(join(folder, `src/engine/banned-${index}.ts`), `${line}\nexport {};\n`);
});
writeFileSync(join(folder, 'src/engine/allowed.ts'), 'export const one = 1;\n');

const { stdout } = spawnSync(
  join(ROOT, 'node_modules/.bin/biome'),
  ['lint', '--vcs-enabled=false', '--reporter=github', '--max-diagnostics=none', '.'],
  { cwd: folder, encoding: 'utf8', shell: process.platform === 'win32' },
);
const complaintsOf = (file: string): string =>
  stdout
    .split('\n')
    .filter((line) => line.includes(file))
    .join('\n');

it.each(BANNED.map((line, index) => [line, index] as const))('the linter refuses %s in the source', (_line, index) => {
  expect(complaintsOf(`banned-${index}.ts`)).toMatch(/noRestrictedGlobals|noConsole|noGlobalEval/);
});

it('the linter lets ordinary code pass', () => {
  expect(complaintsOf('allowed.ts')).toBe('');
});
