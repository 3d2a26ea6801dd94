// A text of a request that may be a credential, and what its place says of it (rules.md 2.5, K3 and K5).

import type { RoleEvidence } from '../token/role';
import type { Place } from './credential-reader';

export const USED: RoleEvidence = { role: 'access', strength: 'likely', row: 5 };
export const SENT_AS_REFRESH: RoleEvidence = { role: 'refresh', strength: 'confirmed', row: 3 };
export const SENT_AS_ID: RoleEvidence = { role: 'id', strength: 'confirmed', row: 3 };
export const SENT_AS_ACCESS: RoleEvidence = { role: 'access', strength: 'confirmed', row: 3 };

export type Found = {
  readonly text: string;
  readonly place: Place;
  readonly scheme: string | null;
  /**
   * What an opaque value counts for: nothing, a token if an answer has brought it, or one in any case. A file may tell of
   * that answer later: there the engine, which hears all in the order of time, lets go what no answer had brought.
   */
  readonly opaque: 'never' | 'issued' | 'any';
};

export const found = (text: string, place: Place, isOpaqueAllowed: boolean): Found => ({
  text,
  place,
  scheme: null,
  opaque: isOpaqueAllowed ? 'any' : 'never',
});

/** An opaque value under such a name (`token`, `wstoken`, `customerAccessToken`) may be anyone's. */
export const foundIfIssued = (text: string, place: Place): Found => ({ text, place, scheme: null, opaque: 'issued' });
export const couldBeIssued = (name: string): boolean => name.endsWith('token');
export const couldBeIssuedInHeader = (name: string): boolean => /token$|auth|session|jwt/.test(name);
