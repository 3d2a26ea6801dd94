// What is known of servers and endpoints: clocks, challenges, who enforces authentication (rules.md 2.6, 3.8).

import { appendCapped, moveToEnd } from '../base/capped-list';
import { MAX_CHALLENGED_SEGMENTS, MAX_RECENT_SENDS, MAX_SERVER_CHAINS, MAX_SUSPECTS } from '../base/limits';
import type { AnswerReceived } from '../observation/observation';
import { asksForTokens } from '../observation/request';
import { addClockSample, isClockSteady, isFar, sampleClock } from './clock';
import type { Draft } from './draft';
import type { Endpoint, Server } from './endpoint';
import type { ChainId, EndpointKey, SendId } from './ids';
import type { Send } from './send';
import type { StateView } from './state';

const NAMES_JTI = /jti/i;

/** The text that is kept already, where there is one: all that name the endpoint share it. */
export function nameEndpoint(
  draft: Draft,
  { method, origin, pathTemplate }: Pick<Send, 'method' | 'origin' | 'pathTemplate'>,
): EndpointKey {
  const key = `${method} ${origin}${pathTemplate}`;
  return draft.get('endpoint', key)?.key ?? key;
}

/** Both give what is known of it, or that nothing is. */
export const readEndpoint = (draft: Draft, key: EndpointKey): Endpoint =>
  draft.get('endpoint', key) ?? { key, rejections: 0, isRefresh: false, recentSends: [] };

export const readServer = (draft: Draft, origin: string): Server => draft.get('server', origin) ?? createServer(origin);

/** One of which nothing is known yet. */
export const createServer = (origin: string): Server => ({
  origin,
  clock: [],
  clockMethod: 'unverified',
  clockConflict: null,
  challengedSegments: [],
  suspects: [],
  knowsDpop: false,
  namesJti: false,
  proofs: [],
  chains: [],
});

/** Reads the server's clock from the answer's own Date. */
export function noteClock(draft: Draft, send: Send, answer: AnswerReceived): void {
  if (answer.serverDateMs === null || answer.source !== 'network') return;
  const sample = sampleClock(send.startMs, answer.atMs, answer.serverDateMs);
  if (sample === null) return;
  const server = readServer(draft, send.origin);
  const clock = addClockSample(server.clock, sample);
  // The estimate that this request was measured by is the one that its own answer contradicts.
  const isRefuted = server.clockConflict?.atMs === send.startMs && !isClockSteady(clock);
  const clockConflict = isRefuted ? null : server.clockConflict;
  draft.put('server', send.origin, { ...server, clockMethod: 'date-header', clock, clockConflict });
  const last = server.clock.at(-1);
  if (last !== undefined && isFar(last, sample)) reviewSuspects(draft, server, ({ origin }) => origin !== send.origin);
}

/** Falls back to the `iat` of a token just issued where no Date is seen (rules.md 3.8). */
export function noteIssuerClock(draft: Draft, send: Send, iatSec: number | null): void {
  const server = readServer(draft, send.origin);
  if (iatSec === null || server.clockMethod === 'date-header' || send.endMs === null) return;
  const sample = sampleClock(send.startMs, send.endMs, iatSec * 1000);
  if (sample !== null)
    draft.put('server', send.origin, { ...server, clockMethod: 'iat', clock: addClockSample(server.clock, sample) });
}

export function noteChallenge(draft: Draft, send: Send): void {
  if (send.challenge === null) return;
  const server = readServer(draft, send.origin);
  const segment = firstSegment(send.pathTemplate);
  draft.put('server', send.origin, {
    ...server,
    challengedSegments: appendCapped(server.challengedSegments, segment, MAX_CHALLENGED_SEGMENTS),
    knowsDpop: server.knowsDpop || send.challenge.scheme === 'dpop',
  });
  if (!server.challengedSegments.includes(segment))
    reviewSuspects(draft, server, (suspect) => firstSegment(suspect.pathTemplate) === segment);
}

/** A proof was asked for, or accepted where it belongs: at a token endpoint, or under the scheme DPoP. */
export function noteDpopSupport(draft: Draft, send: Send): void {
  const isUnderScheme = send.presented.some(({ scheme }) => scheme === 'dpop');
  if (
    send.proof === null ||
    (send.answer !== 'accepted' && send.answer !== 'negotiation') ||
    !(isUnderScheme || asksForTokens(send.purpose))
  )
    return;
  const server = readServer(draft, send.origin);
  if (!server.knowsDpop) draft.put('server', send.origin, { ...server, knowsDpop: true });
}

export function noteJtiRefusal(draft: Draft, send: Send): void {
  const isNamed = NAMES_JTI.test(send.error?.code ?? '') || NAMES_JTI.test(send.challenge?.error ?? '');
  const server = readServer(draft, send.origin);
  if (isNamed && !server.namesJti) draft.put('server', send.origin, { ...server, namesJti: true });
}

export function noteServerChain(draft: Draft, origin: string, chain: ChainId): void {
  const server = readServer(draft, origin);
  draft.put('server', origin, { ...server, chains: moveToEnd(server.chains, chain, MAX_SERVER_CHAINS) });
}

export function noteEndpointRejection(draft: Draft, send: Send): void {
  const endpoint = readEndpoint(draft, send.endpoint);
  draft.put('endpoint', send.endpoint, { ...endpoint, rejections: endpoint.rejections + 1 });
  if (endpoint.rejections === 0)
    reviewSuspects(draft, readServer(draft, send.origin), (suspect) => suspect.endpoint === send.endpoint);
}

/** What refuses once enforces: what was accepted there before is judged again. */
function reviewSuspects(draft: Draft, { suspects }: Server, isThere: (suspect: Send) => boolean): void {
  for (const id of suspects) {
    const suspect = draft.get('send', id);
    if (suspect !== undefined && isThere(suspect)) draft.touch('send', id);
  }
}

export function noteSuspect(draft: Draft, send: Send): void {
  if ((draft.get('endpoint', send.endpoint)?.rejections ?? 0) === 0) addSuspect(draft, send.origin, send.id);
  for (const { token } of send.presented) {
    const { origins: [issuer] = [], expSec = null } = draft.get('token', token) ?? {};
    const isPastEnd = expSec !== null && send.serverDateMs !== null && send.serverDateMs > expSec * 1000;
    if (isPastEnd && issuer !== undefined && issuer !== send.origin) addSuspect(draft, issuer, send.id);
  }
}

function addSuspect(draft: Draft, origin: string, id: SendId): void {
  const server = readServer(draft, origin);
  draft.put('server', origin, { ...server, suspects: appendCapped(server.suspects, id, MAX_SUSPECTS) });
}

export function noteRefreshEndpoint(draft: Draft, key: EndpointKey): void {
  const endpoint = readEndpoint(draft, key);
  if (!endpoint.isRefresh) draft.put('endpoint', key, { ...endpoint, isRefresh: true });
}

export function noteRecentSend(draft: Draft, key: EndpointKey, send: SendId): void {
  const endpoint = readEndpoint(draft, key);
  draft.put('endpoint', key, { ...endpoint, recentSends: [...endpoint.recentSends, send].slice(-MAX_RECENT_SENDS) });
}

/** Has this endpoint shown that it asks for a credential? Only then does "accepted" mean "honoured" (rules.md 2.6). */
export function isEnforcing(view: StateView, send: Pick<Send, 'endpoint' | 'origin' | 'pathTemplate'>): boolean {
  if ((view.endpoint.get(send.endpoint)?.rejections ?? 0) > 0) return true;
  return view.server.get(send.origin)?.challengedSegments.includes(firstSegment(send.pathTemplate)) === true;
}

const firstSegment = (path: string): string => path.split('/', 2)[1] ?? '';
