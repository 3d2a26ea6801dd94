// What a JWT says about its own kind (rules.md 2.5, dialects.md 2.3 and 2.8).

import { describe, expect, it } from 'vitest';
import { decodeToken } from '../../../src/token/decode-token';
import type { RoleEvidence } from '../../../src/token/role';
import { readRoleFromClaims } from '../../../src/token/role-from-claims';
import { makeJwt, TEST_NOW_SEC } from '../../support/raw-halves';

const TEN_YEARS_SEC = 315_360_000;
const times = { iat: TEST_NOW_SEC, exp: TEST_NOW_SEC + 600 };
const decade = { iat: TEST_NOW_SEC, exp: TEST_NOW_SEC + TEN_YEARS_SEC };

function roleOf(payload: unknown, header: unknown = { alg: 'ES256' }): RoleEvidence | null {
  const decoded = decodeToken(makeJwt(payload, header));
  return decoded === null ? null : readRoleFromClaims(decoded);
}

describe('a token names its kind', () => {
  it.each<[header: string, role: string]>([
    ['at+jwt', 'access'],
    ['application/at+jwt', 'access'],
    ['AT+JWT', 'access'],
    ['dpop+jwt', 'dpop-proof'],
    ['logout+jwt', 'unknown'],
    ['secevent+jwt', 'unknown'],
    ['oauth-authz-req+jwt', 'unknown'],
    ['token-introspection+jwt', 'unknown'],
  ])('by its header typ %s', (typ, role) => {
    expect(roleOf({ sub: '1', ...times }, { alg: 'ES256', typ })).toEqual({ role, strength: 'confirmed', row: 1 });
  });

  it.each<[claims: Readonly<Record<string, unknown>>, role: string, row: number]>([
    [{ typ: 'Bearer' }, 'access', 4],
    [{ typ: 'Refresh' }, 'refresh', 4],
    [{ typ: 'Offline' }, 'refresh', 4],
    [{ typ: 'ID' }, 'id', 4],
    [{ token_use: 'access' }, 'access', 4],
    [{ token_use: 'id' }, 'id', 4],
    [{ token_type: 'refresh' }, 'refresh', 4],
    [{ token_type: 'sliding' }, 'single', 4],
    [{ type: 'auth' }, 'access', 4],
    [{ tokenType: 'refresh' }, 'refresh', 4],
    [{ category: 'refresh' }, 'refresh', 4],
    [{ at_hash: 'x' }, 'id', 6],
    [{ nonce: 'x' }, 'id', 6],
    [{ scope: 'read' }, 'access', 7],
    [{ scp: ['read'] }, 'access', 7],
    [{ permissions: [] }, 'access', 7],
    [{ cnf: { jkt: 'x' } }, 'access', 7],
  ])('by its claims %o', (claims, role, row) => {
    expect(roleOf({ sub: '1', ...times, ...claims })).toEqual({ role, strength: 'likely', row });
  });

  it('says nothing when nothing does', () => {
    expect(roleOf({ sub: '1', ...times })).toBeNull();
    expect(roleOf({ sub: '1', ...times }, { alg: 'HS256', typ: 'JWT' })).toBeNull();
    expect(roleOf({ typ: 'constructor', ...times })).toBeNull();
    expect(roleOf({ sub: '1' }, { alg: 'HS256', typ: '__proto__' })).toBeNull();
  });

  it('cannot say anything from inside a JWE', () => {
    const header = Buffer.from('{"alg":"dir","enc":"A256GCM"}').toString('base64url');
    const decoded = decodeToken(`${header}..aXYxMjM0NTY3OA.Y2lwaGVy.dGFn`);
    expect(decoded && readRoleFromClaims(decoded)).toBeNull();
  });
});

describe('a publishable key (T18)', () => {
  it.each<[what: string, claims: Readonly<Record<string, unknown>>]>([
    ['names the role anon', { role: 'anon', ...times }],
    ['names a role, lives for years and no user', { role: 'service', ...decade }],
  ])('%s', (_what, claims) => {
    expect(roleOf(claims)).toEqual({ role: 'publishable-key', strength: 'confirmed', row: 1 });
  });

  it.each<[what: string, claims: Readonly<Record<string, unknown>>]>([
    ['speaks of a user', { role: 'anon', sub: '1', ...decade }],
    ['has an email', { role: 'anon', email: 'a@b.example', ...times }],
    ['lives for minutes under a role of its own', { role: 'editor', ...times }],
    ['has no role', { ...decade }],
  ])('is not what %s', (_what, claims) => {
    expect(roleOf(claims)?.role).not.toBe('publishable-key');
  });
});
