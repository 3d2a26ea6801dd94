// Does a value of a report satisfy the expected one? Objects and lists are expected in part, with few exceptions.

import { isJsonObject, type Json } from '../../src/base/json';

/** Lists that an expectation gives in full. */
const COMPLETE = new Set(['edges', 'heads', 'forks', 'children']);
/** How far numbers may lie apart, by field: a `Date` header counts whole seconds. */
const SECONDS_APART: ReadonlyMap<string, number> = new Map([
  ['remainingSeconds', 2],
  ['skewSeconds', 2],
  ['latencySeconds', 0.05],
]);
/** How far instants may lie apart, by owner and field. */
const MS_APART: ReadonlyMap<string, number> = new Map([
  ['refresh.at', 5],
  ['root.at', 300],
  ['session.startedAt', 300],
]);

/** Part of a report as the JSON it is printed as. */
export const toJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

/** What is wrong with `actual`, one line each. `path`: dotted, the kind of thing first (`chain.root.at`). */
export function listDifferences(expected: Json, actual: Json | undefined, path: string): readonly string[] {
  if (isJsonObject(expected)) {
    const choices = expected['anyOf'];
    if (Array.isArray(choices)) return differFromAll(choices, actual, path);
    if (!isJsonObject(actual)) return [describe(expected, actual, path)];
    return Object.entries(expected).flatMap(([key, value]) => {
      return listDifferences(value, Object.hasOwn(actual, key) ? actual[key] : undefined, `${path}.${key}`);
    });
  }
  if (Array.isArray(expected)) return listItemDifferences(expected, actual, path);
  return isSame(expected, actual, path) ? [] : [describe(expected, actual, path)];
}

function differFromAll(choices: readonly Json[], actual: Json | undefined, path: string): readonly string[] {
  if (choices.some((choice) => listDifferences(choice, actual, path).length === 0)) return [];
  return [`${fieldOf(path)}: expected one of ${JSON.stringify(choices)}, got ${JSON.stringify(actual)}`];
}

function listItemDifferences(expected: readonly Json[], actual: Json | undefined, path: string): readonly string[] {
  if (!Array.isArray(actual)) return [describe(expected, actual, path)];
  const items: readonly Json[] = actual;
  const fits = (wanted: Json, item: Json): boolean => listDifferences(wanted, item, path).length === 0;
  const missing = expected.filter((wanted) => !items.some((item) => fits(wanted, item)));
  const isComplete = COMPLETE.has(path.slice(path.lastIndexOf('.') + 1));
  const extra = isComplete ? items.filter((item) => !expected.some((wanted) => fits(wanted, item))) : [];
  return [
    ...missing.map((item) => `${fieldOf(path)}: missing ${JSON.stringify(item)}`),
    ...extra.map((item) => `${fieldOf(path)}: unexpected ${JSON.stringify(item)}`),
  ];
}

/** `path` as in listDifferences. Scalars only. */
export function isSame(expected: Json, actual: Json | undefined, path: string): boolean {
  const words = path.split('.');
  const msApart = MS_APART.get(words.slice(-2).join('.'));
  if (msApart !== undefined && typeof expected === 'string' && typeof actual === 'string') {
    return Math.abs(Date.parse(expected) - Date.parse(actual)) <= msApart;
  }
  const secondsApart = SECONDS_APART.get(words.at(-1) ?? '');
  if (secondsApart !== undefined && typeof expected === 'number' && typeof actual === 'number') {
    return Math.abs(expected - actual) <= secondsApart;
  }
  return expected === actual;
}

const fieldOf = (path: string): string => path.slice(path.indexOf('.') + 1);

const describe = (expected: Json, actual: Json | undefined, path: string): string =>
  `${fieldOf(path)}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`;
