// Was the credential honoured, or would anybody have been let in? Only where an endpoint has refused somebody does its
// "yes" say something (rules.md 2.6, T19).

import { isBodyUnread, type Send } from '../engine/send';
import { isEnforcing } from '../engine/servers';
import type { Token } from '../engine/token';
import { hasRefused, isKnownToRefuse } from './answers';
import { inferencesOf } from './create-verdict';
import { explainUnknownClock, isCredential, tokenOf } from './facts';
import type { Look } from './rule';

export type Honour = {
  /** How many steps the verdict infers instead of seeing (rules.md 14.16). */
  readonly inferences: number;
  /** Why the endpoint is taken to ask for a credential. */
  readonly ground: string;
  readonly alternatives: readonly string[];
};

/** Null where nothing shows that the endpoint asks for a credential. Endpoints of refreshes do by nature (14.10). */
export function readHonour(look: Look, send: Send, token: Token): Honour | null {
  const isRefresh = send.refresh !== null;
  if (!isRefresh && !isEnforcing(look.state, send)) return null;
  const isRefusing = hasRefused(look, send.endpoint);
  const isShared = isAccompanied(look, send, token);
  const isUnread = send.method === 'POST' && isBodyUnread(send);
  return {
    inferences:
      inferencesOf(token.roleStrength) +
      (isRefresh || isKnownToRefuse(look, send.endpoint) ? 0 : 1) +
      (isShared ? 2 : 0) +
      (isUnread && !isRefresh ? 1 : 0),
    ground: isRefresh
      ? 'an endpoint that renews sessions asks for a credential'
      : isRefusing
        ? 'the same endpoint refuses other requests, so it asks for a credential'
        : 'its origin challenges for credentials there',
    alternatives: [
      ...(isShared ? ['another credential of the same request may have authorised it'] : []),
      ...(isUnread ? ['the answer, whose body was not read, may report an error'] : []),
    ],
  };
}

const ABOUT_TOKENS: ReadonlySet<Send['purpose']['kind']> = new Set([
  'logout',
  'revocation',
  'introspection',
  'authorization',
]);

/** There a token may be ended, asked about, or named as a hint, whenever it is valid. */
export const isAboutToken = ({ purpose }: Send): boolean => ABOUT_TOKENS.has(purpose.kind);

/** For rules that compare a claim with the Date of the answer that honoured its token: were there such answers at all? */
export function explainUndatedUses(look: Look, isJudged: (token: Token) => boolean): string | null {
  const uses = [...look.state.send.values()].filter(
    ({ answer, presented }) =>
      answer === 'accepted' &&
      presented.some(({ token: id }) => {
        const token = tokenOf(look, id);
        return token !== undefined && isJudged(token);
      }),
  );
  const isDated = uses.length === 0 || uses.some(({ serverDateMs }) => serverDateMs !== null);
  return isDated ? explainUnknownClock(look) : 'no answer that accepted such a token had a usable Date header';
}

/** Another token of the request, or an opaque cookie, may have been what counted: no proof, and no key that is printed (T18). */
export function isAccompanied(look: Look, send: Send, token: Token): boolean {
  const isOther = (id: string): boolean => {
    const other = tokenOf(look, id);
    return id !== token.id && (other === undefined || isCredential(other));
  };
  const hasCookie = send.hasSessionCookie || send.cookies.some(({ fp, named }) => named !== null && isOther(fp));
  return send.presented.some((one) => isOther(one.token)) || (hasCookie && send.refresh === null);
}
