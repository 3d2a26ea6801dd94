// SECURITY.md names a proof for each promise: that it is there, and that npm test runs it.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../../', import.meta.url);
const text = readFileSync(new URL('SECURITY.md', ROOT), 'utf8');
const section = /## What is promised[^\n]*\n([\s\S]*?)\n## /.exec(text)?.[1] ?? '';
const promises = section.split('\n').filter((line) => /^\| (?!Promise|---)/.test(line));
const RUN_BY_NPM_TEST = /^test\/((unit|property|conformance)\/.+\.test\.tsx?|(e2e|harness)\/.+\.spec\.ts)$/;

describe('a promise', () => {
  it('is made at all', () => {
    expect(promises.length).toBeGreaterThan(10);
  });

  it.each(promises.map((line) => [line.split('|')[1]?.trim().slice(0, 80), line]))(
    'has its proof: %s',
    (_name, line) => {
      const proofs = [...(line ?? '').matchAll(/\]\(([^)]+)\)/g)].map(([, path]) => path ?? '');
      expect(proofs.length).toBeGreaterThan(0);
      for (const path of proofs) {
        expect(path).toMatch(RUN_BY_NPM_TEST);
        expect(existsSync(fileURLToPath(new URL(path, ROOT))), path).toBe(true);
      }
    },
  );
});
