// One wire send seen by two sensors is one send (rules.md 2.2). Sensors share no id: method, URL, time and body join them.

import type { RequestSent } from '../observation/observation';
import type { Draft } from './draft';
import type { SendId } from './ids';
import type { Send } from './send';
import { ensureEndpoint } from './servers';

/**
 * How far apart two sensors may date one start. The catalogue says 50 ms; a busy browser stamps its events later than
 * that, and each send is joined at most once per sensor, nearest first, so a wider window joins no strangers.
 */
const MAX_APART_MS = 1000;

/** The send that this is another sensor's view of, or null. Never joins two views of one sensor (rules.md 14.8). */
export function findSameSend(draft: Draft, sent: RequestSent, endpoint: string): SendId | null {
  if (sent.sensor === 'har') return null;
  const candidates = ensureEndpoint(draft, endpoint).recentSends.flatMap((id) => draft.get('send', id) ?? []);
  const matching = candidates.filter((send) => isSame(send, sent));
  const apart = (send: Send): number => Math.abs(send.startMs - sent.atMs);
  return (
    matching.reduce<Send | null>((best, send) => (best === null || apart(send) < apart(best) ? send : best), null)
      ?.id ?? null
  );
}

function isSame(send: Send, sent: RequestSent): boolean {
  if (send.sensors.includes(sent.sensor) || send.urlFp !== sent.urlFp || send.partition !== sent.partition)
    return false;
  if (Math.abs(send.startMs - sent.atMs) > MAX_APART_MS) return false;
  if (send.bodyFp !== null && sent.bodyFp !== null && send.bodyFp !== sent.bodyFp) return false;
  const isSameContext =
    send.context === sent.context || send.context === 'service-worker' || sent.context === 'service-worker';
  return isSameContext && haveSameCredentials(send, sent);
}

/** A page's request that its service worker completes carries other credentials: it is another send. */
function haveSameCredentials(send: Send, sent: RequestSent): boolean {
  const inHeader = send.presented.filter(({ carrier }) => carrier === 'authorization').map(({ token }) => token);
  const inView = sent.credentials.filter(({ carrier }) => carrier === 'authorization').map(({ fp }) => fp);
  return inHeader.length === 0 || inView.length === 0 || inHeader.some((fp) => inView.includes(fp));
}
