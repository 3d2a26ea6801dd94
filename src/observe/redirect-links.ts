// DevTools and HAR give each hop of a redirect as an entry of its own; this finds the hop before.

import { MAX_OPEN_REDIRECTS } from '../base/limits';
import { setCapped } from '../base/set-capped';
import type { SendRef } from '../observation/observation';
import { hashToBase64Url } from '../token/fingerprint';
import type { RawAnswer, RawRequest } from './exchange';
import { findHeader } from './har-headers';
import { stripFragment } from './wire-url';

const MAX_DELAY_MS = 2000;
/** Entries' times are measured apart and may overlap a little. */
const OVERLAP_MS = 50;

type OpenRedirect = { readonly ref: SendRef; readonly atMs: number };

export type RedirectLinks = {
  /** The hop that led to the request, if one did. Give requests in the order of their start. */
  readonly findBefore: (request: Pick<RawRequest, 'atMs' | 'context' | 'url'>) => SendRef | null;
  readonly noteAnswer: (request: Pick<RawRequest, 'context'>, answer: RawAnswer) => void;
};

export function createRedirectLinks(): RedirectLinks {
  const open = new Map<string, OpenRedirect>();
  // Digests: the address that a redirect leads to may hold a code or a token, and nobody may ever follow it.
  const keyOf = (context: string, url: string): string => hashToBase64Url(`${context} ${url}`);

  function forgetOlderThan(atMs: number): void {
    for (const [key, redirect] of open) {
      if (redirect.atMs >= atMs) return;
      open.delete(key);
    }
  }

  return {
    findBefore(request) {
      forgetOlderThan(request.atMs - MAX_DELAY_MS);
      if (open.size === 0) return null;
      const key = keyOf(request.context, request.url);
      const before = open.get(key);
      if (before === undefined) return null;
      open.delete(key);
      const delayMs = request.atMs - before.atMs;
      return delayMs >= -OVERLAP_MS && delayMs <= MAX_DELAY_MS ? before.ref : null;
    },
    noteAnswer(request, answer) {
      const location = findHeader(answer.headers, 'location');
      if (answer.status < 300 || answer.status >= 400 || location === null || !URL.canParse(location, answer.url))
        return;
      const target = stripFragment(new URL(location, answer.url).href);
      const redirect = { ref: answer.ref, atMs: answer.atMs };
      setCapped(open, keyOf(request.context, target), redirect, MAX_OPEN_REDIRECTS);
    },
  };
}
