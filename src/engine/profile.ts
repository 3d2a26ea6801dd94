// The session limits that a user may choose by name. What they are says policy.ts.

import { isOneOf } from '../base/guard';

/** Authenticator assurance levels (NIST SP 800-63B-4). */
export const PROFILE_NAMES = ['aal1', 'aal2', 'aal3'] as const;
export type ProfileName = (typeof PROFILE_NAMES)[number];
export const isProfileName = isOneOf(...PROFILE_NAMES);
/** Until somebody chooses another. */
export const DEFAULT_PROFILE: ProfileName = 'aal1';
