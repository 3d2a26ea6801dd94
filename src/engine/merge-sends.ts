// One wire send seen by two sensors is one send (rules.md 2.2). Sensors share no id: method, URL, time and body join them.

import { MAX_SIGHTS } from '../base/limits';
import type { RequestSent, Sensor } from '../observation/observation';
import type { Draft } from './draft';
import type { SendId, TokenId } from './ids';
import { patchLog, readDraftLog } from './log';
import { proofKeyOf } from './record-once';
import type { DistantView, Send } from './send';

/**
 * How far apart two sensors may date one start. The catalogue says 50 ms; a busy browser stamps its events later than
 * that, and each send is joined at most once per sensor, nearest first, so a wider window joins no strangers.
 */
const MAX_APART_MS = 1000;

/**
 * A browser that cannot keep up is late to stamp webRequest's events, and stamps them when it comes to them: 5 s after DevTools
 * dated the request were measured (Chromium 156). But never after the request's end, and nothing is looked for where there is
 * something nearer. This is how far is looked for a request that takes long.
 */
const MAX_LAG_SEC = 60;
/** Where a view does not tell when its request ended. */
const MAX_UNENDED_LAG_SEC = 10;

/** By how much the clocks of two sensors may differ (rules.md 2.2). */
const MAX_CLOCKS_APART_MS = 50;

/** Whose views a sensor's view is compared with: all but its own. */
const OTHERS: Readonly<Record<Sensor, readonly Sensor[]>> = {
  'web-request': ['devtools', 'devtools-page'],
  devtools: ['web-request', 'devtools-page'],
  'devtools-page': ['web-request', 'devtools'],
  har: [],
};

/**
 * The send that this is another sensor's view of, or null. Never joins two views of one sensor (rules.md 14.8). A view may
 * come long after the send: when its body is read at last, or when the worker that died before is there again.
 */
export function findSameSend(draft: Draft, sent: RequestSent): SendId | null {
  const near = findNearest(draft, sent, NEAR_SEC);
  if (near !== null) return near;
  for (const lagSec of listLagSec(sent)) {
    const late = findNearest(draft, sent, [lagSec], (lagSec + 1) * 1000);
    if (late !== null) return late;
  }
  return null;
}

/** Seconds before and after, nearest first. */
const NEAR_SEC = [0, -1, 1] as const;

/** Later seconds in which webRequest may have dated what DevTools dates right. */
function* listLagSec({ sensor, atMs, answeredMs }: RequestSent): Generator<number> {
  if (sensor !== 'devtools') return;
  const endSec =
    answeredMs === null ? MAX_UNENDED_LAG_SEC : Math.ceil((answeredMs + MAX_CLOCKS_APART_MS - atMs) / 1000);
  for (let lagSec = 1; lagSec <= Math.min(MAX_LAG_SEC, endSec); lagSec += 1) yield lagSec;
}

/**
 * Whether this is another sensor's view of a send that was trimmed before it came, and what that send had come to: nobody else
 * will tell of the answer to one that was unanswered. Each trimmed send has one such view, with the same token.
 */
export function takeTrimmed(draft: Draft, sent: RequestSent): 'answered' | 'unanswered' | null {
  const others = listOthers(draft, sent.sensor);
  if (others.length === 0) return null;
  const inView = listInView(sent);
  for (const second of [...NEAR_SEC, ...listLagSec(sent)]) {
    for (const other of others) {
      const key = nameSight(other, sent.urlFp, toSecond(sent.atMs) + second);
      const sight = draft.get('sight', key);
      const trimmed = sight?.sends.find(
        ({ id, inHeader }) => haveSameCredentials(inHeader, inView) && draft.get('send', id) === undefined,
      );
      if (sight === undefined || trimmed === undefined) continue;
      removeFromSight(draft, key, trimmed.id);
      return sight.unanswered?.includes(trimmed.id) === true ? 'unanswered' : 'answered';
    }
  }
  return null;
}

/** Before it is trimmed. A send that both sensors saw waits for no other view; one that still does is known by its sight. */
export function forgetSight(draft: Draft, id: SendId): void {
  const send = draft.get('send', id);
  if (send === undefined) return;
  for (const sensor of send.sensors) {
    const key = nameSight(sensor, send.urlFp, toSecond(send.startMs));
    const sight = draft.get('sight', key);
    if (send.sensors.length > 1) removeFromSight(draft, key, id);
    else if (send.status === null && sight !== undefined)
      draft.put('sight', key, { ...sight, unanswered: [...(sight.unanswered ?? []), id].slice(-MAX_SIGHTS) });
  }
}

function removeFromSight(draft: Draft, key: string, id: SendId): void {
  const sight = draft.get('sight', key);
  const sends = sight?.sends.filter((one) => one.id !== id) ?? [];
  if (sends.length === (sight?.sends.length ?? 0)) return;
  if (sends.length > 0) draft.put('sight', key, { ...sight, sends });
  else draft.remove('sight', key);
}

/** What of a view must be remembered that was joined though it dates the start otherwise; null where both agree. */
export const findDistant = (send: Send, { sensor, ref, atMs }: RequestSent): DistantView | null =>
  sensor === 'devtools' && Math.abs(send.startMs - atMs) > MAX_CLOCKS_APART_MS ? { ref, atMs } : null;

/**
 * The send whose start agrees with this one, which no other sensor saw, while a view of the same sensor that dates it
 * otherwise is joined to it; or null.
 */
export function findTaken(draft: Draft, own: Send): Send | null {
  const [sensor] = own.sensors;
  if (sensor === undefined || own.sensors.length > 1) return null;
  const isTaken = (send: Send): boolean =>
    send.distant !== null &&
    Math.abs(send.startMs - own.startMs) <= MAX_CLOCKS_APART_MS &&
    send.partition === own.partition &&
    send.bodyFp === own.bodyFp &&
    send.context === own.context &&
    haveSameCredentials(listInHeader(send), listInHeader(own));
  for (const id of listSights(draft, { sensor, urlFp: own.urlFp, atMs: own.startMs }, NEAR_SEC)) {
    const send = id === own.id ? undefined : draft.get('send', id);
    if (send !== undefined && isTaken(send)) return send;
  }
  return null;
}

/** From now on the other sensor's view, by which `from` was found, leads to `to`; `from` itself is found by its own sensor's. */
export function moveSight(draft: Draft, from: Send, sensor: Sensor, to: SendId): void {
  const key = nameSight(sensor, from.urlFp, toSecond(from.startMs));
  const sight = draft.get('sight', key);
  draft.put('sight', key, {
    ...sight,
    sends: (sight?.sends ?? []).map((one) => (one.id === from.id ? { ...one, id: to } : one)),
  });
}

/** Among those that were sent so many seconds later. */
function findNearest(
  draft: Draft,
  sent: RequestSent,
  seconds: readonly number[],
  maxApartMs = MAX_APART_MS,
): SendId | null {
  let best: Send | null = null;
  const apart = (send: Send): number => Math.abs(send.startMs - sent.atMs);
  for (const id of listSights(draft, sent, seconds)) {
    const send = draft.get('send', id);
    if (send === undefined || apart(send) > maxApartMs || !isSame(send, sent)) continue;
    if (best === null || apart(send) < apart(best)) best = send;
  }
  return best?.id ?? null;
}

/** Most of the time DevTools is closed, and there are none. */
const listOthers = (draft: Draft, sensor: Sensor): readonly Sensor[] => {
  const { sensors } = readDraftLog(draft);
  return OTHERS[sensor].filter((other) => sensors.includes(other));
};

type Sighted = Pick<RequestSent, 'sensor' | 'urlFp' | 'atMs'>;

/** So that another sensor's view of it finds it. A file has one sensor only. */
export function noteSight(draft: Draft, sent: Sighted, send: Send): void {
  if (sent.sensor === 'har') return;
  const { sensors } = readDraftLog(draft);
  if (!sensors.includes(sent.sensor)) patchLog(draft, { sensors: [...sensors, sent.sensor] });
  const key = nameSight(sent.sensor, sent.urlFp, toSecond(sent.atMs));
  const sight = draft.get('sight', key);
  draft.put('sight', key, {
    ...sight,
    sends: [...(sight?.sends ?? []), { id: send.id, inHeader: listInHeader(send) }].slice(-MAX_SIGHTS),
  });
}

function* listSights(draft: Draft, { sensor, urlFp, atMs }: Sighted, seconds: readonly number[]): Generator<SendId> {
  const own = toSecond(atMs);
  for (const other of listOthers(draft, sensor)) {
    for (const second of seconds) {
      for (const { id } of draft.get('sight', nameSight(other, urlFp, own + second))?.sends ?? []) yield id;
    }
  }
}

/**
 * A request may be stamped late, but not when it was over: the browser stamps it before it lets it go. An end before its
 * own begin says nothing: the local clock was set meanwhile.
 */
const isAfterEnd = (startMs: number, otherStartMs: number, otherEndMs: number | null): boolean =>
  otherEndMs !== null && otherEndMs >= otherStartMs && startMs > otherEndMs + MAX_CLOCKS_APART_MS;

const toSecond = (atMs: number): number => Math.floor(atMs / MAX_APART_MS);
const nameSight = (sensor: Sensor, urlFp: string, second: number): string => `${sensor} ${urlFp} ${second}`;

function isSame(send: Send, sent: RequestSent): boolean {
  if (send.sensors.includes(sent.sensor) || send.urlFp !== sent.urlFp || send.partition !== sent.partition)
    return false;
  if (isAfterEnd(send.startMs, sent.atMs, sent.answeredMs)) return false;
  if (isAfterEnd(sent.atMs, send.startMs, send.endMs)) return false;
  if (send.bodyFp !== null && sent.bodyFp !== null && send.bodyFp !== sent.bodyFp) return false;
  if (send.proof !== null && sent.proof !== null && proofKeyOf(send.proof) !== proofKeyOf(sent.proof)) return false;
  const isSameContext =
    send.context === sent.context || send.context === 'service-worker' || sent.context === 'service-worker';
  return isSameContext && haveSameCredentials(listInHeader(send), listInView(sent));
}

const listInHeader = ({ presented }: Send): readonly TokenId[] =>
  presented.filter(({ carrier }) => carrier === 'authorization').map(({ token }) => token);

const listInView = ({ credentials }: RequestSent): readonly TokenId[] =>
  credentials.filter(({ carrier }) => carrier === 'authorization').map(({ fp }) => fp);

/** A page's request that its service worker completes carries other credentials: it is another send. */
const haveSameCredentials = (inHeader: readonly TokenId[], inView: readonly TokenId[]): boolean =>
  inHeader.length === 0 || inView.length === 0 || inHeader.some((fp) => inView.includes(fp));
