// An answer arrived, or a second sensor's view of it: complete the send, then draw every consequence anew.

import type { AnswerReceived, RequestFailed, SendRef } from '../observation/observation';
import { detachUnissued, takeBackGuess } from './attach-unissued';
import { classifyAnswer, isRejected } from './classify-answer';
import { ensureClient } from './contexts';
import { countPresentations, settleSilently } from './count-presentations';
import { countDeadUse } from './dead-session';
import type { Draft } from './draft';
import { findSendId } from './find-send-id';
import { patchLog, readDraftLog } from './log';
import { markSingles } from './mark-singles';
import { listClientsBehind } from './navigation';
import { noteAfterLogout } from './note-after-logout';
import { noteWanting } from './note-wanting';
import { remeasureRefresh } from './occasion';
import { openRefresh } from './open-refresh';
import { noteCodeSight, recordCode } from './record-code';
import { recordFamily } from './record-family';
import { noteCandidates, recordIssuance } from './record-issuance';
import { recordLogout } from './record-logout';
import { recordRenewal } from './record-renewal';
import { reviewRenewed } from './review-renewed';
import type { Send } from './send';
import {
  noteChallenge,
  noteClock,
  noteDpopSupport,
  noteEndpointRejection,
  noteJtiRefusal,
  noteSuspect,
} from './servers';
import { noteSessionAge } from './session-age';
import { settleRefresh } from './settle-refresh';
import { noteSuccessLoop } from './success-loop';

export function recordAnswer(draft: Draft, answer: AnswerReceived): void {
  const before = findSend(draft, answer.ref);
  if (before === undefined) return;
  const send = mergeAnswer(before, answer);
  draft.put('send', send.id, send);
  if (answer.body === 'full') patchLog(draft, { bodiesRead: readDraftLog(draft).bodiesRead + 1 });
  // Another sensor's view of the same answer is no second reading of the clock.
  if (before.serverDateMs === null) noteClock(draft, send, answer);
  noteChallenge(draft, send);
  noteDpopSupport(draft, send);
  noteJtiRefusal(draft, send);
  const issued = recordIssuance(draft, send, answer);
  const known = answer.body === 'full' ? detachUnissued(draft, send, issued) : send.issued;
  const fresh = issued.filter((id) => !known.includes(id));
  const complete = fresh.length === 0 && known === send.issued ? send : { ...send, issued: [...known, ...fresh] };
  draft.put('send', send.id, complete);
  for (const id of fresh) takeBackGuess(draft, send, id);
  recordRenewal(draft, send.id, answer);
  remeasureRefresh(draft, send);
  // Only now: an answer that replaces a cookie is understood by what that cookie was before it.
  if (issued.length > 0) noteCandidates(draft, send, answer);
  recordFamily(draft, draft.get('send', send.id) ?? complete, issued);
  if (issued.length > 0) reviewRenewed(draft, complete);
  const settled = draft.get('send', send.id) ?? complete;
  countPresentations(draft, before.status === null ? null : before, settled);
  markSingles(draft, settled);
  noteWanting(draft, before, settled);
  noteConsequences(draft, before, settled);
  recordCode(draft, settled);
  if (settled.redirect?.codeFp != null)
    noteCodeSight(
      draft,
      settled.redirect.codeFp,
      answer.atMs,
      settled.purpose.kind === 'authorization' ? settled.purpose.stateFp : null,
    );
  recordLogout(draft, settled, answer);
  noteAfterLogout(draft, settled);
  recordSilentAnswer(draft, settled);
  noteSessionAge(draft, settled);
}

export function recordFailure(draft: Draft, failed: RequestFailed): void {
  const before = findSend(draft, failed.ref);
  if (before === undefined) return;
  const isFirst = before.status === null || before.distant?.ref === failed.ref;
  if (!isFirst && before.failure === null) return;
  // Told of once more, it may be known for a refresh by now.
  const send: Send = isFirst
    ? { ...before, endMs: failed.atMs, status: 0, failure: failed.error, source: 'network', answer: 'ambiguous' }
    : before;
  draft.put('send', send.id, send);
  recordRenewal(draft, send.id, null);
  const settled = draft.get('send', send.id) ?? send;
  countPresentations(draft, before.status === null ? null : before, settled);
  markSingles(draft, settled);
}

function findSend(draft: Draft, ref: SendRef): Send | undefined {
  return draft.get('send', findSendId(draft.view, ref));
}

/** What the body said wins over what status and headers alone could say; nothing known is taken back. */
function mergeAnswer(send: Send, answer: AnswerReceived): Send {
  // The other sensor's answer may be that of another send.
  const isFirst = send.status === null || send.failure !== null || send.distant?.ref === answer.ref;
  const isFuller = answer.body === 'full' && send.body !== 'full';
  const facts = {
    failure: null,
    status: isFirst || answer.status === NOT_MODIFIED ? answer.status : send.status,
    source: mergeSource(send, answer),
    error: isFirst || isFuller ? answer.error : send.error,
    challenge: send.challenge ?? answer.challenge,
    redirect: send.redirect ?? answer.redirect,
  };
  // Written out for speed: one spread, not two.
  return {
    ...send,
    failure: facts.failure,
    status: facts.status,
    source: facts.source,
    error: facts.error,
    challenge: facts.challenge,
    redirect: facts.redirect,
    answer: classifyAnswer(facts),
    endMs: isFirst ? answer.atMs : send.endMs,
    serverDateMs: send.serverDateMs ?? answer.serverDateMs,
    body: isFirst || isFuller ? answer.body : send.body,
    repeatCause: send.repeatCause ?? answer.repeatCause,
    dialect: send.dialect ?? answer.dialect,
  };
}

const NOT_MODIFIED = 304;

/**
 * One sensor may take a cached answer for the network's, but none makes up that the server said 304. What a service worker
 * handed on, the server had told the worker.
 */
function mergeSource({ source, sensors, status }: Send, answer: AnswerReceived): Send['source'] {
  if (answer.status === NOT_MODIFIED) return answer.source;
  if (status === NOT_MODIFIED) return source;
  const isHandedOn = answer.source === 'service-worker' && sensors.some((sensor) => sensor !== answer.sensor);
  if (isHandedOn) return source === null || source === 'service-worker' ? 'network' : source;
  return source === 'cache' ? source : answer.source;
}

function noteConsequences(draft: Draft, before: Send, send: Send): void {
  const isNew = before.answer !== send.answer;
  if (isNew && isRejected(send.answer)) noteEndpointRejection(draft, send);
  if (isNew && send.refresh === null && send.client !== null) noteSuccessLoop(draft, send);
  countDeadUse(draft, before, send);
  // Where nothing had changed, 200 would have come (RFC 9110 15.4.5): the user noticed no more of it.
  const isUnchanged = send.status === NOT_MODIFIED && send.source === 'network';
  if (send.answer === 'accepted' || isUnchanged) {
    for (const { token } of send.presented) settleSilently(draft, send, token);
  }
  if (send.answer === 'accepted' && isNew && send.presented.length > 0) noteSuspect(draft, send);
}

/** The answer to a prompt=none authorization: a code to wait for, tokens, or the word that a login is needed. */
function recordSilentAnswer(draft: Draft, send: Send): void {
  if (send.purpose.kind !== 'authorization' || !send.purpose.isSilent || send.redirect === null) return;
  const { codeFp, error } = send.redirect;
  for (const clientId of listClientsBehind(draft, send)) {
    const client = ensureClient(draft, clientId);
    if (client.silentAuthorization?.send !== send.id) continue;
    draft.patch('client', clientId, {
      silentAuthorization: error === null ? { ...client.silentAuthorization, codeFp } : null,
    });
  }
  if (error === null) return;
  openRefresh(draft, send, { type: 'silent_authz', presented: null });
  const refused: Send = { ...send, refresh: send.id, error: { code: error, reading: 'generic' } };
  draft.put('send', send.id, refused);
  settleRefresh(draft, refused);
}
