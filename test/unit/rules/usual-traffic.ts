// The requests that almost every story of a rule begins with.

import type { RequestOptions } from '../../support/story/story-acts';
import type { Teller } from '../../support/story/teller';

/** Laid over the rest, form and answer as well. */
type More = Omit<RequestOptions, 'at'>;
type Json = Readonly<Record<string, unknown>>;

/** An authorization code redeemed at the token endpoint. */
export const redeem = (s: Teller, at: number, json: Json, more: More = {}): void =>
  s.post('auth/token', {
    at,
    form: { grant_type: 'authorization_code', code: `code-at-${at}` },
    answer: { json: { token_type: 'Bearer', ...json } },
    ...more,
  });

/** A refresh grant with `presented`, answered with `json`. */
export const refresh = (s: Teller, at: number, presented: string, json: Json, more: More = {}): void =>
  s.post('auth/token', {
    at,
    form: { grant_type: 'refresh_token', refresh_token: presented },
    answer: { json: { token_type: 'Bearer', ...json } },
    ...more,
  });

/** The same story, told of an app on a developer's machine. */
export function onLocalhost(tell: (s: Teller) => void): (s: Teller) => void {
  const client = 'http://localhost:3000';
  return (s) => {
    const request: Teller['request'] = (method, target, options) => s.request(method, target, { client, ...options });
    const get: Teller['get'] = (target, options) => request('GET', target, options);
    const post: Teller['post'] = (target, options) => request('POST', target, options);
    tell({ ...s, request, get, post });
  };
}

/** Words that only a server may say first (rules.md 5). */
export const UNSAID = /stolen|attacker|hijack|compromised|revoked|invalidated/i;
