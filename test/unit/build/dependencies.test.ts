// What ships of others: few packages, known, licensed, and without scripts that run on install.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { DOCUMENT, describeLicences } from '../../../licences/write-licences.mjs';
import packageJson from '../../../package.json' with { type: 'json' };
import lock from '../../../package-lock.json' with { type: 'json' };

type Locked = {
  readonly version?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly optional?: boolean;
  readonly integrity?: string;
};

const packages = Object.entries<Locked>(lock.packages).filter(([path]) => path !== '');
const shipped = packages.filter(([, { dev }]) => dev !== true);
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

it('docs/licences.md is up to date (npm run build && npm run licences)', () => {
  expect(readFileSync(DOCUMENT, 'utf8')).toBe(describeLicences());
});

it('everything that ships may be given on', () => {
  const rows = describeLicences().match(/^\| `.*$/gm) ?? [];
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row).toMatch(/\| (MIT|ISC|Apache-2\.0|BSD-[23]-Clause|MPL-2\.0|0BSD) \|/);
});

it('nothing is locked that may ship besides the dependencies and what they need', () => {
  const named = Object.keys(packageJson.dependencies);
  const needed = new Set(['@preact/signals-core']);
  expect(shipped.map(([path]) => nameOf(path)).filter((name) => !named.includes(name) && !needed.has(name))).toEqual(
    [],
  );
});

it('nothing that ships runs a script when it is installed', () => {
  expect(shipped.filter(([, { hasInstallScript }]) => hasInstallScript === true)).toEqual([]);
});

it('every package is locked to one content', () => {
  // Binaries for other systems are listed without one by a registry that lacks them.
  const loose = packages.filter(
    ([, { integrity = '', optional }]) => optional !== true && !integrity.startsWith('sha512-'),
  );
  expect(loose.map(([path]) => path)).toEqual([]);
});

it('every dependency is used by the source', () => {
  const source = fileURLToPath(new URL('../../../src', import.meta.url));
  const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => readFileSync(`${source}/${path}`, 'utf8'))
    .join('\n');
  const unused = Object.keys(packageJson.dependencies).filter((name) => !code.includes(`from '${name}`));
  expect(unused).toEqual([]);
  expect(existsSync(source)).toBe(true);
});
