// Wire sends that carried a token to the network (rules.md 2.2).

import type { Draft } from './draft';
import type { Send } from './send';
import type { Token } from './token';

/** Not a cache hit, not an answer made up by a service worker. */
export const isPresentation = (send: Send): boolean =>
  send.failure !== null || (send.status !== null && send.source === 'network');

/** All that presented it; null when not all of them are still known. */
export function listPresentations(draft: Draft, { id, endpoints, presentations }: Token): readonly Send[] | null {
  const sends = endpoints
    .flatMap((key) => draft.get('endpoint', key)?.recentSends ?? [])
    .flatMap((send) => draft.get('send', send) ?? [])
    .filter((send) => isPresentation(send) && send.presented.some(({ token }) => token === id));
  return sends.length === presentations ? sends : null;
}
