/** Closes a switch over a union: a new member fails to compile here; at run time it is a broken invariant and throws. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
