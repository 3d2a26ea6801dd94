// Is this text a word that may be shown, or could it be a credential? Names, codes and paths are written by people.

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const HEX = /^[0-9a-f]{16,}$/i;
const LONG_MIXED = /^(?=.*\d)(?=.*[a-z])[\w.~=+-]{16,}$/i;
const LONG_CHARS = 16;
const MANY_CAPITALS = 0.3;
const UNSPEAKABLE = /[bcdfghjklmnpqrstvwxz]{5}/i;

const SHORT_CHARS = 8;
const RUN = /[a-z\d]{8,}/gi;
const MIXED = /^(?=.*\d)(?=.*[a-z])/i;
/** `oauth2callback`, `getUserV2`, `v1alpha1`: words, and one small number behind one of them. */
const NUMBERED_WORDS =
  /^(?:v\d{1,2}|OAuth)?(?:[A-Za-z]?[a-z]{2,}|[A-Z]{3,})*(?:[A-Za-z]\d{1,2}|\d{1,4}$)(?:[A-Z]?[a-z]{2,}|[A-Z]{3,})*$/;
/** Also a card's, a telephone's, a recovery code's, however they are grouped: more than a version has. */
const MANY_DIGITS = /\d{6}|\d[\d.+-]{6,}\d/;

/**
 * A mixture of letters and digits in which no words are to be seen, or, if it is long, any mixture, or letters that no word
 * has. What is shorter than eight letters, or short and has no digit, is never taken for random.
 */
export function isRandomText(text: string): boolean {
  if (text.length < SHORT_CHARS) return false;
  if (text.length >= LONG_CHARS && (UUID.test(text) || LONG_MIXED.test(text) || isGibberish(text))) return true;
  return MANY_DIGITS.test(text) || (text.match(RUN) ?? []).some(isRandomRun);
}

/** Without a hyphen or the like. */
const isRandomRun = (run: string): boolean =>
  (MIXED.test(run) && (run.length >= LONG_CHARS || !NUMBERED_WORDS.test(run))) ||
  (run.length >= LONG_CHARS && isGibberish(run));

/** Letters only: words, in camelCase or not, have few capitals and can be spoken; random text seldom is either. */
export function isGibberish(text: string): boolean {
  if (text.length < LONG_CHARS) return false;
  const capitals = text.replaceAll(/[^A-Z]/g, '').length;
  const small = text.replaceAll(/[^a-z]/g, '').length;
  return (small > 0 && capitals / (capitals + small) > MANY_CAPITALS) || HEX.test(text) || UNSPEAKABLE.test(text);
}
