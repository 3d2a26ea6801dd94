// Clients that keep tokens in a service worker let the page send these in their place; the worker puts the token in and
// sends the request itself. The page's half says nothing that its worker's does not say better.

import type { RequestView } from './request-view';

const PLACEHOLDER = /_SECURED_BY_OIDC_SERVICE_WORKER_/;

export const isPlaceholder = (text: string): boolean => PLACEHOLDER.test(text);

/** The page's half of a request whose worker's half carries what it is about: a token, or a code with its verifier. */
export function hasPlaceholderField({ body, json }: RequestView): boolean {
  const values =
    body.kind === 'form' || body.kind === 'multipart'
      ? body.fields.map(([, value]) => value)
      : Object.values(json ?? {});
  return values.some((value) => typeof value === 'string' && isPlaceholder(value));
}
