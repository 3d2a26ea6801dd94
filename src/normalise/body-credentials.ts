// Tokens in the body of a request, whatever its form (dialects.md 2.4).

import { isEnding, isRefreshing, type Purpose } from '../observation/request';
import type { RoleEvidence } from '../token/role';
import type { Place } from './credential-reader';
import {
  couldBeIssued,
  type Found,
  found,
  foundIfIssued,
  SENT_AS_ACCESS,
  SENT_AS_ID,
  SENT_AS_REFRESH,
  USED,
} from './found';
import { listGraphqlArguments } from './graphql-arguments';
import { isLookAlikeName, isQueryTokenKey, isRefreshText, normaliseKey, readRoleOfKey } from './key-names';
import type { RequestView } from './request-view';
import { readNameOfHolder } from './token-holder';

export function findInBody(view: RequestView, purpose: Purpose): readonly Found[] {
  if (view.body.kind === 'form' || view.body.kind === 'multipart') {
    const carrier = view.body.kind;
    const hinted = purpose.kind === 'revocation' ? readHinted(view, carrier) : null;
    if (hinted !== null) return [hinted];
    return view.body.fields.flatMap(([key, value]) => findInField(key, value, carrier, purpose));
  }
  const whole = readWhole(view);
  if (whole !== null)
    return isRefreshing(purpose) ? [foundIfIssued(whole, { carrier: 'json', name: null, claimed: null })] : [];
  if (view.body.kind !== 'json') return [];
  const isMutation = (purpose.kind === 'refresh-call' && purpose.by === 'graphql') || purpose.kind === 'revocation';
  const given = isMutation && view.json !== null ? listGraphqlArguments(view.json) : [];
  const named = given.flatMap(([name, text]) => findInField(name, text, 'json', purpose));
  if (view.raw.resourceType === 'websocket') return view.texts().flatMap(({ key, text }) => findInFrame(key, text));
  const texts = view.texts().flatMap((found) => {
    return findInField(readNameOfHolder(found) ?? found.key, found.text, 'json', purpose);
  });
  return [...named, ...texts];
}

/** A body that is nothing but one text may be the token itself, if it is known. */
function readWhole({ body }: RequestView): string | null {
  if (body.kind === 'text') return body.text;
  return body.kind === 'json' && typeof body.json === 'string' ? body.json : null;
}

/** A frame of a WebSocket: what it carries, it is used for (dialects.md 3.25). */
function findInFrame(key: string, sent: string): readonly Found[] {
  const text = sent.replace(/^Bearer\s+/i, '');
  const name = normaliseKey(key);
  const isNamed = isQueryTokenKey(key) || name === 'authorization';
  const place: Place = { carrier: 'websocket', name: key, claimed: isNamed ? USED : null };
  if (isLookAlikeName(key)) return [];
  return [found(text, place, name === 'accesstoken'), foundIfIssued(text, { ...place, claimed: null })];
}

const HINTED: ReadonlyMap<string, RoleEvidence> = new Map([
  ['refresh_token', SENT_AS_REFRESH],
  ['access_token', SENT_AS_ACCESS],
]);

/** A revocation says of what kind its token is (RFC 7009 2.1; rules.md 2.5, K3). */
function readHinted(view: RequestView, carrier: 'form' | 'multipart'): Found | null {
  const claimed = HINTED.get(view.field('tokentypehint') ?? '');
  const text = view.field('token');
  return claimed === undefined || text === null ? null : found(text, { carrier, name: 'token', claimed }, true);
}

function findInField(
  key: string,
  text: string,
  carrier: 'form' | 'json' | 'multipart',
  purpose: Purpose,
): readonly Found[] {
  const name = normaliseKey(key);
  if (isLookAlikeName(key) || name === 'codeverifier') return [];
  if (isRefreshText(readRoleOfKey(key), text))
    return [found(text, { carrier, name: key, claimed: SENT_AS_REFRESH }, true)];
  // `token` in a refresh mutation or a revocation: its kind is known from elsewhere, or from the answer.
  if (name === 'token' && (isRefreshing(purpose) || isEnding(purpose))) {
    return [
      found(
        text,
        { carrier, name: key, claimed: isRefreshing(purpose) ? { ...SENT_AS_REFRESH, strength: 'likely' } : null },
        true,
      ),
    ];
  }
  if (name === 'idtokenhint') return [found(text, { carrier, name: key, claimed: SENT_AS_ID }, false)];
  const claimed = name === 'accesstoken' ? SENT_AS_ACCESS : null;
  if (claimed !== null && carrier !== 'json') return [found(text, { carrier, name: key, claimed }, true)];
  const asJwt = found(text, { carrier, name: key, claimed }, false);
  return couldBeIssued(name) ? [asJwt, foundIfIssued(text, { carrier, name: key, claimed: null })] : [asJwt];
}
