// How a token and a chain stand, in words: the same in the panel and in every written report. Neutral by rule: refused,
// superseded, logged out (rules.md 5).

import type { RootKind } from '../engine/chain';
import type { ChainState, TokenState } from '../engine/select';

export const STATE_NAMES: Readonly<Record<TokenState, string>> = {
  live: 'live',
  expiring: 'expiring',
  expired: 'expired',
  superseded: 'superseded',
  rejected: 'refused',
  'logged-out': 'logged out',
  unknown: 'unknown',
};

/** `revoked` says what the server's answers showed, no more; `unknown` is an end of which nothing showed the cause. */
export const CHAIN_STATE_NAMES: Readonly<Record<ChainState, string>> = {
  active: 'active',
  revoked: 'no longer accepted',
  'logged-out': 'logged out',
  expired: 'expired',
  unknown: 'ended',
};

export const REGIME_NAMES: Readonly<Record<'rotating' | 'non-rotating' | 'undetermined', string>> = {
  rotating: 'rotating',
  'non-rotating': 'not rotating',
  undetermined: 'rotation not known yet',
};

/** What a chain began with; null where that was not seen. */
export const ROOT_NAMES: Readonly<Record<RootKind, string | null>> = {
  code: 'an authorization code',
  password: 'a password grant',
  device: 'a device code',
  login: 'a sign-in',
  'silent-authorization': 'a silent authorization',
  'token-exchange': 'a token exchange',
  unknown: null,
};
