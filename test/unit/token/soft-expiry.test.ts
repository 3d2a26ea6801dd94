// The second, custom expiry of one-token designs (rules.md 3.1).

import { describe, expect, it } from 'vitest';
import { findSoftExpiry } from '../../../src/token/soft-expiry';
import { TEST_NOW_SEC } from '../../support/raw-halves';

const IAT = TEST_NOW_SEC;
const EXP = IAT + 5 * 86_400;
const SOON = IAT + 600;

const find = (claims: Readonly<Record<string, string | number>>) =>
  findSoftExpiry({ ...claims, iat: IAT, exp: EXP }, IAT, EXP);

describe('a soft expiry', () => {
  it.each([
    'useExp',
    'use_exp',
    'use-exp',
    'softExpiry',
    'idleUntil',
    'inactivity_until',
    'refresh_exp',
    'renew_before',
    'renewalExpiration',
    'accessExp',
    'session_expiry',
    'validUntil',
    'valid_before',
  ])('is claimed by %s', (claim) => {
    expect(find({ [claim]: SOON })).toEqual({ claim, atSec: SOON });
  });

  it.each([
    'exp',
    'nbf',
    'iat',
    'auth_time',
    'updated_at',
    'plan_expires_at',
    'trial_until',
    'license_exp',
    'licence_exp',
    'subscription_valid_until',
    'membership_exp',
    'card_exp',
    'passwordExp',
    'pwd_exp',
    'expiresAt',
    'until',
    'created_at',
  ])('is not claimed by %s', (claim) => {
    expect(find({ [claim]: SOON })).toBeNull();
  });

  it('may be in milliseconds or digits', () => {
    expect(find({ useExp: SOON * 1000 })?.atSec).toBe(SOON);
    expect(find({ useExp: String(SOON) })?.atSec).toBe(SOON);
  });

  it('lies between issuance and expiry', () => {
    expect(find({ useExp: IAT })).toEqual({ claim: 'useExp', atSec: IAT });
    expect(find({ useExp: IAT - 1 })).toBeNull();
    expect(find({ useExp: EXP })).toBeNull();
    expect(find({ useExp: 600 })).toBeNull();
  });

  it('needs a hard expiry beside it', () => {
    expect(findSoftExpiry({ useExp: SOON }, IAT, null)).toBeNull();
  });

  it('is the earliest of several', () => {
    expect(find({ idleUntil: SOON + 60, useExp: SOON })).toEqual({ claim: 'useExp', atSec: SOON });
  });
});
