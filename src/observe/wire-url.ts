// Which URLs go over a wire, and as what.

import { detachText } from '../base/detach-text';

const WIRE = /^(https?|wss?):\/\//i;

export const isWireUrl = (url: string): boolean => WIRE.test(url);

/** A fragment is never sent; sensors differ in whether they show it. */
export function stripFragment(url: string): string {
  const at = url.indexOf('#');
  return at < 0 ? url : url.slice(0, at);
}

/** An origin as browsers write it, of a name and not of a number: there is nothing in it to parse, and each event has one. */
const WRITTEN_ORIGIN = /^https?:\/\/(?!.*xn--)(?:[a-z\d-]+\.)*[a-z][a-z\d-]*(?::[1-5]\d{3,4})?$/;

/** Null for an opaque origin ("null"), an unreadable URL, or one of another scheme. */
export function readOrigin(url: string | null | undefined): string | null {
  if (typeof url !== 'string') return null;
  if (WRITTEN_ORIGIN.test(url)) return detachText(url);
  if (!isWireUrl(url) || !URL.canParse(url)) return null;
  return detachText(new URL(url).origin);
}
