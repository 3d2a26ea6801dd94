// An app's tokens have most of what they are in common: issuer, audience, the names of their claims, the places where they
// are seen. What entities have in common is kept once. They say the same as before.

import { createKeepOnce } from '../base/keep-once';
import type { Carrier } from '../observation/carrier';
import type { Entities, EntityKind } from './state';
import type { Token, TokenIdentity } from './token';

/** By kind: an equal entity whose parts are shared. Kinds whose entities have little in common are missing. */
export type ShareParts = { readonly [Kind in EntityKind]?: (entity: Entities[Kind]) => Entities[Kind] };

const NONE: readonly never[] = [];
/** A list just as long as it has to be: one that grew item by item, or was filtered, has room for sixteen more (V8). */
const exact = <Item>(list: readonly Item[]): readonly Item[] => (list.length === 0 ? NONE : list.slice());
const orNone = <Item>(list: readonly Item[]): readonly Item[] => (list.length === 0 ? NONE : list);

/** Remembers parts of one state's entities, and is to be dropped with it. */
export function createShareParts(): ShareParts {
  const shareTexts = createKeepOnce<readonly string[]>();
  const shareCarriers = createKeepOnce<readonly Carrier[]>();
  const shareIdentity = createKeepOnce<TokenIdentity>();
  const shareText = createKeepOnce<string | null>();

  function shareToken(token: Token): Token {
    const identity = shareIdentity(token.identity);
    const claimNames = shareTexts(token.claimNames);
    const carriers = shareCarriers(token.carriers);
    const origins = shareTexts(token.origins);
    const acceptedBy = shareTexts(token.acceptedBy);
    const contexts = shareTexts(token.contexts);
    const endpoints = shareTexts(token.endpoints);
    const isShared =
      identity === token.identity &&
      claimNames === token.claimNames &&
      carriers === token.carriers &&
      origins === token.origins &&
      acceptedBy === token.acceptedBy &&
      contexts === token.contexts &&
      endpoints === token.endpoints;
    // A token changes with every request that shows it, its parts seldom do.
    if (isShared) return token;
    return {
      ...token,
      identity,
      scope: shareText(token.scope),
      claimNames,
      carriers,
      origins,
      acceptedBy,
      contexts,
      endpoints,
      expiredBursts: orNone(token.expiredBursts),
      softUses: orNone(token.softUses),
      lateUses: orNone(token.lateUses),
      uses: orNone(token.uses),
    };
  }

  return {
    token: shareToken,
    refresh: (refresh) => ({
      ...refresh,
      issued: exact(refresh.issued),
      unauthorized: orNone(refresh.unauthorized),
      retried: orNone(refresh.retried),
    }),
    once: ({ sends, tokens }) => ({ sends: exact(sends), tokens: exact(tokens) }),
  };
}
