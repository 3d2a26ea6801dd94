// The cases here are copies. Where their source lies beside the repository, they must be current; everywhere, complete.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { listCaseIds, pathOfHar, readDisputes, readExpectation } from './expectation';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const SOURCE = fileURLToPath(new URL('../../../shared/', import.meta.url));
const FEWEST_CASES = 36;

/** Where each copy came from, seen from the source's folder. */
const listCopies = (): readonly (readonly [source: string, copy: string])[] => [
  ['report.schema.json', 'report.schema.json'],
  ['conformance/rules.json', 'rules.json'],
  ...readdirSync(`${SOURCE}conformance/cases`).map((name) => [`conformance/cases/${name}`, `cases/${name}`] as const),
];

const isCurrent = ([source, copy]: readonly [string, string]): boolean =>
  existsSync(HERE + copy) && readFileSync(SOURCE + source).equals(readFileSync(HERE + copy));

describe('the copied cases', () => {
  it('are complete', () => {
    expect(listCaseIds().length).toBeGreaterThanOrEqual(FEWEST_CASES);
    expect(listCaseIds().filter((id) => !existsSync(pathOfHar(id)) || readExpectation(id).id !== id)).toEqual([]);
  });

  it('are those of the source, where the source is at hand', () => {
    const copies = existsSync(SOURCE) ? listCopies() : [];
    expect(copies.filter((copy) => !isCurrent(copy)).map(([source]) => source)).toEqual([]);
    const known = new Set(copies.map(([, copy]) => copy));
    const extra = readdirSync(`${HERE}cases`).filter((name) => known.size > 0 && !known.has(`cases/${name}`));
    expect(extra).toEqual([]);
  });

  it('are disputed with a reason, or not at all', () => {
    const vague = readDisputes().filter(({ section, reason }) => section === '' || reason.length < 20);
    expect(vague).toEqual([]);
  });
});
