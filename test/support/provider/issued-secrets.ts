// Remembers every secret that the provider handed out or was handed, for the tests that look for leaks.
export interface IssuedSecrets {
  add(value: unknown): void;
  list(): string[];
}

export function createIssuedSecrets(): IssuedSecrets {
  const values = new Set<string>();
  return {
    add(value) {
      if (typeof value === 'string' && value !== '') values.add(value);
    },
    list() {
      return [...values];
    },
  };
}
