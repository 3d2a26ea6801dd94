// Announced lifetimes and their unit traps (dialects.md 2.2).

import { describe, expect, it } from 'vitest';
import { normaliseTestAnswer, TEST_NOW_SEC } from '../../support/raw-halves';

const AT = 'vT9KdKoUFVbeJo8yMjL6d4sJADQbiWbX';
const RT = 'XAalZT9fybcNMyiTUqBzxX_WpwItBV78';
const DATE = ['Date', 'Sun, 01 Mar 2026 09:00:00 GMT'] as const;
const IN_AN_HOUR = TEST_NOW_SEC + 3600;

type Fields = Readonly<Record<string, unknown>>;
const announcedIn = (json: Fields) =>
  normaliseTestAnswer({ json, headers: [DATE] }).issued.map(({ announcedSec }) => announcedSec);
const ofAccess = (fields: Fields) => announcedIn({ access_token: AT, ...fields })[0];
const ofRefresh = (fields: Fields) => announcedIn({ refresh_token: RT, ...fields })[0];

describe('an access token announces its life', () => {
  it.each<[field: string, value: unknown, seconds: number | null]>([
    ['expires_in', 3600, 3600],
    ['expires_in', '3600', 3600],
    ['expiresIn', 3600, 3600],
    ['ExpiresIn', 3600, 3600],
    ['accessTokenExpiresIn', 900, 900],
    ['expires_in', 3599.5, 3599.5],
    ['expires', 900_000, 900],
    ['expires', '2026-03-01T10:00:00.000Z', 3600],
    ['expiresAt', '2026-03-01T10:00:00+00:00', 3600],
    ['expires_at', IN_AN_HOUR, 3600],
    ['expires_at', String(IN_AN_HOUR), 3600],
    ['expires_at', IN_AN_HOUR * 1000, 3600],
    ['sessionExpiration', IN_AN_HOUR, 3600],
    ['access_expiration', '2026-03-01T10:00:00Z', 3600],
    ['expires_in', 0, null],
    ['expires_in', null, null],
    ['expires_in', -5, null],
    ['expires_in', 'soon', null],
    ['expires_in', true, null],
    ['expires_in', { value: 1 }, null],
    ['ttl', 3600, null],
    // DingTalk, ABP, Yudao, App Auth, ADAL; and words of the kind.
    ['expireIn', 7200, 7200],
    ['expireInSeconds', 900, 900],
    ['expiresTime', IN_AN_HOUR * 1000, 3600],
    ['accessTokenExpirationDate', '2026-03-01T10:00:00Z', 3600],
    ['expires_on', String(IN_AN_HOUR), 3600],
    ['tokenValidUntil', '2026-03-01T10:00:00Z', 3600],
    ['access_token_ttl', 900, 900],
    ['expires_in_minutes', 15, 900],
    ['expiresInMs', 900_000, 900],
    ['expiresIn', '15m', 900],
    ['expiresIn', '7 days', 604_800],
    ['expiresIn', '3600s', 3600],
    ['ext_expires_in', 7200, null],
    ['id_token_expires_in', 7200, null],
    ['password_expires_at', IN_AN_HOUR, null],
    ['expired', 900, null],
  ])('by %s %o: %s s', (field, value, seconds) => {
    expect(ofAccess({ [field]: value })).toBe(seconds);
  });

  it('by the first field that says something', () => {
    expect(ofAccess({ expires_in: 'soon', expires_at: IN_AN_HOUR })).toBe(3600);
  });

  it('of its own before that of its session', () => {
    expect(ofAccess({ session_expires_in: 86_400, expires_in: 900 })).toBe(900);
  });

  it('in a header, where the token stands in one', () => {
    const headers = [DATE, ['access-token', AT], ['refresh-token', RT], ['expiry', String(IN_AN_HOUR)]] as const;
    expect(normaliseTestAnswer({ headers }).issued.map(({ announcedSec }) => announcedSec)).toEqual([3600, null]);
  });

  it('not by the end of the session that it is a member of (Auth.js)', () => {
    const session = { user: { name: 'x' }, expires: '2026-03-31T09:00:00.000Z', accessToken: AT };
    expect(announcedIn(session)).toEqual([null]);
  });

  it('in an object of its own, whatever its role', () => {
    const held = (token: string, hour: number) => ({ token, expires: `2026-03-01T${hour}:00:00Z` });
    expect(announcedIn({ access: held(AT, 10), refresh: held(RT, 12) })).toEqual([3600, 10_800]);
  });

  it('in the object in which it stands, not in another', () => {
    expect(announcedIn({ expires_in: 60, data: { access_token: AT } })).toEqual([null]);
  });
});

describe('a refresh token announces its life', () => {
  it.each<[field: string, value: unknown, seconds: number | null]>([
    ['refresh_expires_in', 1800, 1800],
    ['refresh_token_expires_in', '86400', 86_400],
    ['refreshExpiresIn', IN_AN_HOUR, 3600],
    ['refresh_token_expiration', IN_AN_HOUR, 3600],
    ['x_refresh_token_expires_in', 8_726_400, 8_726_400],
    ['refreshTokenExpireInSeconds', 604_800, 604_800],
    ['refresh_ttl', '14d', 1_209_600],
    ['refresh_in', 1800, null],
    ['refresh_expires_in', 0, 0],
    ['refresh_token_expires_in', null, 0],
    ['expires_in', 3600, null],
  ])('by %s %o: %s s', (field, value, seconds) => {
    expect(ofRefresh({ [field]: value })).toBe(seconds);
  });

  it('beside that of its access token', () => {
    expect(announcedIn({ access_token: AT, expires_in: 300, refresh_token: RT, refresh_expires_in: 1800 })).toEqual([
      300, 1800,
    ]);
  });
});
