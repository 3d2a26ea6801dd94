// Reads the address of a request, whatever it is.

import { MAX_URL_CHARS } from '../base/limits';

const NOWHERE = new URL('http://unreadable.invalid/');

/** Schemes that the standard does not know have an origin here, too. */
export function originOf(url: URL): string {
  const { origin } = url;
  return origin === 'null' ? `${url.protocol}//${url.host}` : origin;
}

export function parseUrl(text: string): URL {
  if (text.length > MAX_URL_CHARS) return NOWHERE;
  try {
    return new URL(text);
  } catch {
    return NOWHERE; // A URL that the browser itself sent is never unreadable; a forged file's may be.
  }
}
