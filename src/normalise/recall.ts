// What comes again and again is read once: an app's addresses, its Cookie headers.

import type { Fingerprint } from '../base/brand';
import { MAX_KNOWN_TEXTS } from '../base/limits';
import { setCapped } from '../base/set-capped';
import type { TakeFingerprint } from '../token/fingerprint';

/** A text is known by its fingerprint, and kept no more than a token is: `read` gives what may leave `normalise`. */
export function createRecall<Facts>(
  takeFingerprint: TakeFingerprint,
  read: (text: string, fp: Fingerprint) => Facts,
): (text: string) => Facts {
  const known = new Map<Fingerprint, Facts>();
  return (text) => {
    const fp = takeFingerprint(text);
    const seen = known.get(fp);
    if (seen !== undefined) return seen;
    const facts = read(text, fp);
    setCapped(known, fp, facts, MAX_KNOWN_TEXTS);
    return facts;
  };
}
