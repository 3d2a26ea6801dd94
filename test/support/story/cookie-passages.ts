// Sign-ins and refreshes whose refresh token is in an HttpOnly cookie, and which sensors there are to see them.

import type { AnswerOptions, RequestOptions } from './story-acts';
import type { StoryOptions } from './tell-story';
import type { Teller } from './teller';

export const REUSE = [
  'refresh-token-reuse-accepted',
  'refresh-token-reuse-rejected',
  'refresh-token-reuse-within-grace',
] as const;

export const BOTH: StoryOptions = { sensors: ['web-request', 'devtools'] };
export const LATE: StoryOptions = { ...BOTH, secondSightMs: 2500 };
export const BLIND: StoryOptions = { sensors: ['web-request'] };

export const rtCookie = (n: number | string): string =>
  `refresh_token=RT${n}; HttpOnly; Secure; SameSite=Strict; Path=/refresh`;

export function cookieSignIn(s: Teller, at: number): void {
  const answer = { json: { accessToken: s.jwt('AT1') }, setCookie: rtCookie(1) };
  s.post('app/login', { at, json: { user: 'ada', password: 'x' }, answer });
}

export function cookieRefresh(
  s: Teller,
  at: number,
  from: number,
  to: number,
  more: Partial<RequestOptions> = {},
): void {
  const answer: AnswerOptions = { json: { accessToken: s.jwt(`AT${to}`) }, setCookie: rtCookie(to) };
  s.post('app/refresh', { at, cookie: `refresh_token=RT${from}`, answer, ...more });
}
