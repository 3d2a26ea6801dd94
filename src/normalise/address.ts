// What an address says without its secrets: where it leads, and whose endpoint that looks like.

import type { Fingerprint } from '../base/brand';
import { detachText } from '../base/detach-text';
import { MAX_KNOWN_TEXTS } from '../base/limits';
import { setCapped } from '../base/set-capped';
import type { TakeFingerprint } from '../token/fingerprint';
import type { Dialect } from './dialects/dialect';
import { listDialectsOfUrl } from './dialects/list-dialects';
import { originOf, parseUrl } from './parse-url';
import { templatePath } from './paths';
import { createRecall } from './recall';

export type Address = {
  readonly urlFp: Fingerprint;
  readonly origin: string;
  readonly pathTemplate: string;
  /** Those that its origin or path tells. */
  readonly dialects: readonly Dialect[];
};

export function createAddressReader(takeFingerprint: TakeFingerprint): (url: string) => Address {
  // One text for all addresses of an origin: the same text is known again at once, an equal one letter by letter.
  const origins = new Map<string, string>();
  return createRecall(takeFingerprint, (text, urlFp) => {
    const url = parseUrl(text);
    const told = originOf(url);
    const origin = origins.get(told) ?? detachText(told);
    setCapped(origins, origin, origin, MAX_KNOWN_TEXTS);
    const pathTemplate = templatePath(url.pathname);
    return { urlFp, origin, pathTemplate, dialects: listDialectsOfUrl({ origin, path: url.pathname }) };
  });
}
