// Passages that many stories have in common: a sign-in, a refresh, a refusal. Tokens are numbered: AT1 comes with RT1.

import type { AnswerOptions, RequestOptions } from './story-acts';
import type { JwtSpec } from './story-tokens';
import type { Teller } from './teller';

export type Passage = Omit<RequestOptions, 'at' | 'form' | 'answer'> & {
  readonly lifetimeSec?: number;
  readonly jwt?: JwtSpec;
};

/** The answer of a token endpoint: AT{n} and RT{n}. */
export function issue(s: Teller, n: number | string, { lifetimeSec = 600, jwt = {} }: Passage = {}): AnswerOptions {
  const access_token = s.jwt(`AT${n}`, { lifetimeSec, ...jwt });
  return { json: { access_token, refresh_token: `RT${n}`, token_type: 'Bearer', expires_in: lifetimeSec } };
}

export function signIn(s: Teller, at: number, n: number | string = 1, passage: Passage = {}): void {
  const { lifetimeSec: _lifetime, jwt: _jwt, ...options } = passage;
  const form = {
    grant_type: 'authorization_code',
    client_id: 'spa',
    code: `code-of-${n}`,
    code_verifier: 'verifier-of-the-story',
  };
  s.post('auth/token', { at, form, answer: issue(s, n, passage), ...options });
}

/** Presents RT{from} and gets AT{to} and RT{to}. */
export function refresh(
  s: Teller,
  at: number,
  from: number | string,
  to: number | string,
  passage: Passage = {},
): void {
  const { lifetimeSec: _lifetime, jwt: _jwt, ...options } = passage;
  s.post('auth/token', { at, form: grantOf(from), answer: issue(s, to, passage), ...options });
}

/** Presents RT{from} and is refused. */
export function refuse(
  s: Teller,
  at: number,
  from: number | string,
  passage: Passage = {},
  json: unknown = { error: 'invalid_grant' },
): void {
  const { lifetimeSec: _lifetime, jwt: _jwt, ...options } = passage;
  s.post('auth/token', { at, form: grantOf(from), answer: { status: 400, json }, ...options });
}

export const grantOf = (n: number | string): Readonly<Record<string, string>> => ({
  grant_type: 'refresh_token',
  client_id: 'spa',
  refresh_token: `RT${n}`,
});

/** 401 with the reason that RFC 6750 has for an expired token. */
export const EXPIRED: AnswerOptions = { status: 401, challenge: 'Bearer error="invalid_token"' };
