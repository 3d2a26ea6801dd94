// Is this text a word that may be shown, or could it be a credential? Names, codes and paths are written by people.

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const HEX = /^[0-9a-f]{16,}$/i;
const LONG_MIXED = /^(?=.*\d)(?=.*[a-z])[\w.~=+-]{16,}$/i;
const LONG_CHARS = 16;
const MANY_CAPITALS = 0.3;
const UNSPEAKABLE = /[bcdfghjklmnpqrstvwxz]{5}/i;

/** Long, and a mixture of letters and digits, or letters that no word has. Shorter texts are never taken for random. */
export const isRandomText = (text: string): boolean =>
  text.length >= LONG_CHARS && (UUID.test(text) || HEX.test(text) || LONG_MIXED.test(text) || isGibberish(text));

/** Letters only: words, in camelCase or not, have few capitals and can be spoken; random text seldom is either. */
export function isGibberish(text: string): boolean {
  if (text.length < LONG_CHARS) return false;
  const capitals = text.replaceAll(/[^A-Z]/g, '').length;
  const small = text.replaceAll(/[^a-z]/g, '').length;
  return (small > 0 && capitals / (capitals + small) > MANY_CAPITALS) || HEX.test(text) || UNSPEAKABLE.test(text);
}
