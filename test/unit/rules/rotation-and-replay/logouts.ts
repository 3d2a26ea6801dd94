// The ways out of a session that its rules are asked about.

import type { Teller } from '../../../support/story/teller';

export const LOGOUT_AT = 100;

export type Logout = (s: Teller) => void;
export const byRequest: Logout = (s) => s.post('auth/logout', { at: LOGOUT_AT, bearer: 'AT1', answer: 204 });
export const byPage: Logout = (s) =>
  s.open('auth/session/end?post_logout_redirect_uri=x', { at: LOGOUT_AT, answer: 200 });
export const revoking =
  (token: string): Logout =>
  (s) =>
    s.post('auth/revoke', { at: LOGOUT_AT, form: { token } });
