// Guards for data that came over a wire or out of storage, built from small ones. A guard names every member of an object
// type and every word of a union, or does not compile; members that the type does not have are let through.

import type { Fingerprint } from './brand';

export type Guard<Value> = {
  (value: unknown): value is Value;
  /** Never there. Without it a guard that knows some words of a union would pass for one that knows all. */
  readonly exact?: (value: Value) => void;
};
type SomeGuard = (value: unknown) => value is unknown;

const FINGERPRINT = /^[0-9a-f]{32}$/;

export const isText: Guard<string> = (value): value is string => typeof value === 'string';
export const isNumber: Guard<number> = (value): value is number => typeof value === 'number' && Number.isFinite(value);
export const isFlag: Guard<boolean> = (value): value is boolean => typeof value === 'boolean';
export const isFingerprint: Guard<Fingerprint> = (value): value is Fingerprint =>
  isText(value) && FINGERPRINT.test(value);

export const isNullOr =
  <Value>(guard: Guard<Value>): Guard<Value | null> =>
  (value): value is Value | null =>
    value === null || guard(value);

/** May be left out. */
export const isOptional =
  <Value>(guard: Guard<Value>): Guard<Value | undefined> =>
  (value): value is Value | undefined =>
    value === undefined || guard(value);

export const isOneOf = <const Values extends readonly (string | number | boolean | null)[]>(
  ...values: Values
): Guard<Values[number]> => {
  const known: ReadonlySet<unknown> = new Set(values);
  return (value): value is Values[number] => known.has(value);
};

export const isListOf =
  <Item>(guard: Guard<Item>): Guard<readonly Item[]> =>
  (value): value is readonly Item[] => {
    if (!Array.isArray(value)) return false;
    for (const item of value) if (!guard(item)) return false;
    return true;
  };

export const isRecordOf =
  <Item>(guard: Guard<Item>): Guard<Readonly<Record<string, Item>>> =>
  (value): value is Readonly<Record<string, Item>> =>
    isPlain(value) && Object.values(value).every((item) => guard(item));

export const isPairOf =
  <First, Second>(first: Guard<First>, second: Guard<Second>): Guard<readonly [First, Second]> =>
  (value): value is readonly [First, Second] =>
    Array.isArray(value) && value.length === 2 && first(value[0]) && second(value[1]);

export const isTripleOf =
  <First, Second, Third>(
    first: Guard<First>,
    second: Guard<Second>,
    third: Guard<Third>,
  ): Guard<readonly [First, Second, Third]> =>
  (value): value is readonly [First, Second, Third] =>
    Array.isArray(value) && value.length === 3 && first(value[0]) && second(value[1]) && third(value[2]);

export const isTexts = isListOf(isText);
export const isFingerprints = isListOf(isFingerprint);
export const isTextOrNull = isNullOr(isText);
export const isNumberOrNull = isNullOr(isNumber);
export const isFingerprintOrNull = isNullOr(isFingerprint);

/** For what is looked at later, by whoever takes it. */
export const isUnknown: Guard<unknown> = (_value): _value is unknown => true;

type Members<Value> = { readonly [Key in keyof Value]-?: Guard<Value[Key]> };

export const isObjectOf = <Value extends object>(members: Members<Value>): Guard<Value> => {
  const checks = Object.entries<SomeGuard>(members);
  // A loop over what stands still: a snapshot asks this a hundred thousand times before the panel can draw anything.
  return (value): value is Value => {
    if (!isPlain(value)) return false;
    for (const [key, guard] of checks) if (!guard(Object.hasOwn(value, key) ? value[key] : undefined)) return false;
    return true;
  };
};

/** One of several object types. */
export const isAnyOf =
  <Guards extends readonly SomeGuard[]>(...guards: Guards): Guard<GuardedBy<Guards[number]>> =>
  (value): value is GuardedBy<Guards[number]> =>
    guards.some((guard) => guard(value));

type GuardedBy<OneGuard> = OneGuard extends (value: unknown) => value is infer Value ? Value : never;

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
