// What ships of others: few packages, known, licensed, and without scripts that run on install.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DOCUMENT, describeLicences } from '../../../licences/write-licences.mjs';
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

it('docs/licences.md is up to date (npm run build && npm run licences)', () => {
  expect(readFileSync(DOCUMENT, 'utf8')).toBe(describeLicences());
});

it('everything that ships may be given on', () => {
  const rows = describeLicences().match(/^\| `.*$/gm) ?? [];
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row).toMatch(/\| (MIT|ISC|Apache-2\.0|BSD-[23]-Clause|MPL-2\.0|0BSD) \|/);
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
