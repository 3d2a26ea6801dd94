// A request was sent: note the send, its tokens, its context, and the refresh that it may be.

import type { PresentedCredential } from '../observation/credential';
import type { RequestSent } from '../observation/observation';
import { isCallByPath } from '../observation/request';
import type { RoleEvidence } from '../token/role';
import { attachUnissued } from './attach-unissued';
import { ensureClient, isAccessLike, nameClient, noteAccessToken } from './contexts';
import { countPresentations } from './count-presentations';
import type { Draft } from './draft';
import { measureIdleSec } from './family-idle';
import { findSendId } from './find-send-id';
import { openKnownRefresh } from './known-refresh';
import { patchLog, readDraftLog } from './log';
import { findDistant, findSameSend, noteSight, takeTrimmed } from './merge-sends';
import { recordNavigation } from './navigation';
import { noteCodeSight } from './record-code';
import { recordOnce } from './record-once';
import { noteRetry } from './retries';
import type { Presentation, Send } from './send';
import { nameEndpoint, noteRecentSend } from './servers';
import { sightToken } from './sight-token';
import { takeNearerViews } from './take-nearer-views';

const PUBLISHABLE: RoleEvidence = { role: 'publishable-key', strength: 'likely', row: 1 };

export function recordRequest(draft: Draft, sent: RequestSent): void {
  // A preflight carries no credentials and is no presentation (T11).
  if (sent.method === 'OPTIONS' || findSendId(draft.view, sent.ref) !== undefined) return;
  const sameId = findSameSend(draft, sent);
  const trimmed = sameId === null ? takeTrimmed(draft, sent) : null;
  // All that it came to is counted.
  if (trimmed === 'answered') return;
  const endpoint = nameEndpoint(draft, sent);
  const before = draft.get('send', sameId);
  const idleSec = sameId === null ? measureIdleSec(draft, sent) : null;
  const presented = presentTokens(draft, sent);
  const send =
    sameId === null
      ? createSend(draft, sent, endpoint, presented, idleSec)
      : completeSend(draft, sent, sameId, presented);
  if (send === undefined) return;
  if (sameId === null && trimmed === null) patchLog(draft, { exchanges: readDraftLog(draft).exchanges + 1 });
  if (sent.ref !== send.id) draft.put('alias', sent.ref, send.id);
  if (sent.purpose.kind === 'callback') noteCodeSight(draft, sent.purpose.codeFp, sent.atMs, sent.purpose.stateFp);
  recordOnce(draft, send);
  noteHolders(draft, send);
  for (const { token } of presented) attachUnissued(draft, send, token);
  // What this sensor was the first to show of a request that is answered already is counted now.
  if (before !== undefined && before.status !== null) countPresentations(draft, before, send);
  if (sameId === null) {
    recordNavigation(draft, sent, send);
    noteRetry(draft, send);
  }
  openKnownRefresh(draft, send);
  if (sameId === null && sent.sensor === 'devtools') takeNearerViews(draft, send.id);
}

function createSend(
  draft: Draft,
  sent: RequestSent,
  endpoint: string,
  presented: readonly Presentation[],
  idleSec: number | null,
): Send {
  const client = nameClient(draft, sent);
  if (presented.length > 0 || sent.purpose.kind !== 'other') ensureClient(draft, client);
  const send: Send = {
    id: sent.ref,
    refs: [sent.ref],
    sensors: [sent.sensor],
    distant: null,
    startMs: sent.atMs,
    endMs: null,
    method: sent.method,
    origin: sent.origin,
    pathTemplate: sent.pathTemplate,
    endpoint,
    urlFp: sent.urlFp,
    bodyFp: sent.bodyFp,
    resourceType: sent.resourceType,
    context: sent.context,
    client,
    partition: sent.partition,
    redirectOf: sent.redirectOf,
    isPrefetch: sent.isPrefetch,
    purpose: sent.purpose,
    target: sent.target,
    clientId: sent.clientId,
    isClientAuthenticated: sent.isClientAuthenticated,
    hasVerifier: sent.hasVerifier,
    hasCsrfDefence: sent.hasCsrfDefence,
    hasSessionCookie: sent.hasSessionCookie,
    presented,
    cookies: sent.cookies,
    proof: sent.proof,
    idleSec,
    dialect: sent.dialect,
    status: null,
    failure: null,
    source: null,
    serverDateMs: null,
    body: null,
    error: null,
    challenge: null,
    redirect: null,
    answer: null,
    repeatCause: null,
    issued: [],
    refresh: null,
    repeats: [],
    repeatOf: null,
  };
  draft.put('send', send.id, send);
  noteRecentSend(draft, endpoint, send.id);
  noteSight(draft, sent, send);
  return send;
}

/** The other sensor saw more: a body that this one could not read, cookies that it was not shown. */
function completeSend(
  draft: Draft,
  sent: RequestSent,
  id: string,
  presented: readonly Presentation[],
): Send | undefined {
  const send = draft.get('send', id);
  if (send === undefined) return undefined;
  const isKnown = (one: Presentation): boolean =>
    send.presented.some(({ token, carrier }) => token === one.token && carrier === one.carrier);
  const isPurposeKnown = send.purpose.kind !== 'other' && !isCallByPath(send.purpose);
  const complete: Send = {
    ...send,
    refs: [...send.refs, sent.ref],
    sensors: [...send.sensors, sent.sensor],
    distant: send.distant ?? findDistant(send, sent),
    context: send.context === 'unknown' ? sent.context : send.context,
    bodyFp: send.bodyFp ?? sent.bodyFp,
    purpose: isPurposeKnown ? send.purpose : sent.purpose,
    target: send.target === '' ? sent.target : send.target,
    clientId: send.clientId ?? sent.clientId,
    isClientAuthenticated: send.isClientAuthenticated || sent.isClientAuthenticated,
    hasVerifier: send.hasVerifier || sent.hasVerifier,
    hasCsrfDefence: send.hasCsrfDefence || sent.hasCsrfDefence,
    hasSessionCookie: send.hasSessionCookie || sent.hasSessionCookie,
    presented: [...send.presented, ...presented.filter((one) => !isKnown(one))],
    cookies: send.cookies.length > 0 ? send.cookies : sent.cookies,
    proof: send.proof ?? sent.proof,
    dialect: send.dialect ?? sent.dialect,
  };
  draft.put('send', id, complete);
  return complete;
}

function presentTokens(draft: Draft, sent: RequestSent): readonly Presentation[] {
  const sight = { atMs: sent.atMs, origin: sent.origin, context: sent.context, clientId: sent.clientId };
  return sent.credentials
    .filter((credential) => isWorthKeeping(draft, sent, credential))
    .map((credential) => {
      const isKey = credential.isRepeatedInRequest && credential.jwt?.payload?.['sub'] === undefined;
      const token = sightToken(draft, isKey ? { ...credential, claimed: PUBLISHABLE } : credential, sight);
      return { token: token.id, carrier: credential.carrier, scheme: credential.scheme };
    });
}

/** An opaque Authorization value on a sign-in or token request is a client's or project's id more often than a token. */
function isWorthKeeping(draft: Draft, sent: RequestSent, credential: PresentedCredential): boolean {
  if (credential.jwt !== null || credential.claimed !== null) return true;
  const isRenewing =
    credential.carrier === 'authorization' &&
    sent.purpose.kind === 'refresh-call' &&
    !sent.cookies.some((cookie) => isRenewalCookie(draft, cookie));
  return isRenewing || draft.get('token', credential.fp) !== undefined;
}

/** Beside it, an opaque value that nobody knows says who asks, as on a sign-in. */
const isRenewalCookie = (draft: Draft, { fp, named }: RequestSent['cookies'][number]): boolean =>
  named === 'refresh' || draft.get('token', fp)?.role === 'refresh';

function noteHolders(draft: Draft, send: Send): void {
  for (const { token: id } of send.presented) if (isAccessLike(draft, id)) noteAccessToken(draft, send, id, false);
}
