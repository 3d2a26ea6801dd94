// An issuer, a client, an audience or a scope may be somebody's address; reports name no person.

const WORDS = /[^\s"'<>()[\],;:/=]+/g;

const HIDDEN_ADDRESS = '[address]';

export function hideAddresses(text: string): string {
  return isAddress(text) ? text.replace(WORDS, (word) => (isAddress(word) ? HIDDEN_ADDRESS : word)) : text;
}

export const hideAddressesOrNull = (text: string | null): string | null => (text === null ? null : hideAddresses(text));

const isAddress = (text: string): boolean => text.includes('@') || text.includes('%40');
