// Which access token a refresh put in the place of which (rules.md T16).

import type { Draft } from './draft';
import type { TokenId } from './ids';
import type { Refresh } from './refresh';
import { audienceKeyOf } from './token';

/** The access token that was renewed is superseded by the new one of the same audience and scope; of several, by the first. */
export function replaceAccessToken(draft: Draft, refresh: Refresh, newId: TokenId): void {
  const next = draft.get('token', newId);
  const old = draft.get('token', refresh.renewed);
  if (next === undefined || old === undefined || old.id === newId || next.role === 'refresh' || next.role === 'id')
    return;
  const isSameKind = audienceKeyOf(old.identity) === audienceKeyOf(next.identity) && old.scope === next.scope;
  const isFirst = old.replacedAtMs === null || (refresh.endMs ?? 0) < old.replacedAtMs;
  if (!isSameKind || !isFirst || refresh.endMs === null) return;
  draft.put('token', old.id, { ...old, replacedBy: newId, replacedAtMs: refresh.endMs });
}

/** One of these was not what replaced it after all. */
export function restoreAccessToken(draft: Draft, { renewed }: Pick<Refresh, 'renewed'>, ids: readonly TokenId[]): void {
  const replacedBy = draft.get('token', renewed)?.replacedBy ?? null;
  if (renewed === null || replacedBy === null || !ids.includes(replacedBy)) return;
  draft.patch('token', renewed, { replacedBy: null, replacedAtMs: null });
}
