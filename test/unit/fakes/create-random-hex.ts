let names = 0;

/** Each time another one, of the length asked for. */
export function createRandomHex(bytes: number): string {
  names += 1;
  return names.toString(16).padStart(bytes * 2, '0');
}
