// The filter box and the role chips.

import type { DecodedToken } from '../../token/decoded-token';
import type { TokenRole } from '../../token/role';
import { writeJson } from '../words/write-json';
import type { TokenEntry } from './token-entry';

export const ROLE_GROUPS = ['access', 'refresh', 'id', 'other'] as const;
export type RoleGroup = (typeof ROLE_GROUPS)[number];

const GROUP_OF: Readonly<Record<TokenRole, RoleGroup>> = {
  access: 'access',
  single: 'access',
  refresh: 'refresh',
  id: 'id',
  session: 'other',
  'dpop-proof': 'other',
  'publishable-key': 'other',
  unknown: 'other',
};

/** Without a chosen group everything shows but DPoP proofs: there is one per request. */
export function matchesRoles(role: TokenRole, chosen: ReadonlySet<RoleGroup>): boolean {
  return chosen.size === 0 ? role !== 'dpop-proof' : chosen.has(GROUP_OF[role]);
}

/** Claims beyond this are not searched; a hostile payload must not slow typing down. */
const MAX_SEARCHED_CHARS = 4000;

/** Everything a user may type to find a token, in lower case. */
export function writeHaystack(entry: TokenEntry, claims: DecodedToken | undefined): string {
  const { token, chain } = entry;
  const { identity } = token;
  const words = [
    token.label,
    token.role,
    token.algorithm,
    token.keyId,
    token.scope,
    identity.issuer,
    identity.clientId,
    identity.subject,
    ...identity.audience,
    ...token.origins,
    ...token.claimNames,
    ...token.carriers,
    ...token.contexts,
    chain?.label,
    chain?.issuer,
    chain?.clientId,
    ...entry.findings.map((finding) => finding.rule),
    claims?.payload ? writeJson(claims.payload).slice(0, MAX_SEARCHED_CHARS) : null,
  ];
  return words
    .filter((word) => typeof word === 'string')
    .join('\n')
    .toLowerCase();
}

/** All words of the query must occur. */
export function matchesQuery(haystack: string, query: string): boolean {
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}
