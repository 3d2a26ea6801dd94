// What an address says without its secrets: where it leads, and whose endpoint that looks like.

import type { Fingerprint } from '../base/brand';
import { detachText } from '../base/detach-text';
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

export const createAddressReader = (takeFingerprint: TakeFingerprint): ((url: string) => Address) =>
  createRecall(takeFingerprint, (text, urlFp) => {
    const url = parseUrl(text);
    const origin = detachText(originOf(url));
    const pathTemplate = templatePath(url.pathname);
    return { urlFp, origin, pathTemplate, dialects: listDialectsOfUrl({ origin, path: url.pathname }) };
  });
