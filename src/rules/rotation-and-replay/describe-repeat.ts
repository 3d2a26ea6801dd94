// The sentences that the repeat rules share: what the browser presented, how long after, what the server did.

import { writeRoughSpan } from '../../base/write-duration';
import { readLog } from '../../engine/create-state';
import type { Refresh } from '../../engine/refresh';
import { labelOf } from '../facts';
import type { Evidence } from '../finding';
import { providerOf } from '../providers';
import type { Look } from '../rule';

/** "a refresh token (RT1) that had been replaced 24 min earlier (3 rotations)". */
export function describeRepeat(look: Look, refresh: Refresh): string {
  const label = labelOf(look, refresh.presented);
  if (refresh.sinceReplacedSec === null) return `refresh token ${label}, whose origin was not seen`;
  const rotations = refresh.generationDistance ?? 1;
  return `refresh token ${label} again, ${writeRoughSpan(refresh.sinceReplacedSec)} after it had been replaced (${rotations} rotation${rotations === 1 ? '' : 's'})`;
}

export function describeIssued(look: Look, refresh: Refresh): string {
  const labels = refresh.issued.map((id) => labelOf(look, id));
  return labels.length === 0 ? 'nothing new' : labels.join(' and ');
}

/** First the refresh that replaced the token, then the one that presented it again. */
export function listRepeatEvidence(look: Look, refresh: Refresh): readonly Evidence[] {
  const token = refresh.presented === null ? undefined : look.state.token.get(refresh.presented);
  const first = token?.uses.find((use) => use.successor !== null && use.refresh !== refresh.id);
  const replacing = first === undefined ? undefined : look.state.refresh.get(first.refresh);
  const provider = providerOf(refresh);
  const answer =
    refresh.outcome === 'success'
      ? `accepted, issued ${describeIssued(look, refresh)}`
      : `refused (${refresh.errorCode ?? refresh.status ?? 'no code'})`;
  return [
    ...(replacing === undefined
      ? []
      : [
          {
            atMs: replacing.endMs ?? replacing.startMs,
            what: `${replacing.label} from ${replacing.context} replaced ${labelOf(look, refresh.presented)} by ${labelOf(look, first?.successor ?? null)}`,
          },
        ]),
    {
      atMs: refresh.startMs,
      what: `${refresh.label} from ${refresh.context} presented ${labelOf(look, refresh.presented)}: ${answer}`,
    },
    ...(refresh.repeatCause === null
      ? []
      : [{ atMs: refresh.startMs, what: `the server's own reason: ${refresh.repeatCause}` }]),
    ...(provider === null ? [] : [{ atMs: refresh.startMs, what: `documented by ${provider.name}: ${provider.note}` }]),
  ];
}

/** For rules that ask what a refresh brought: only its answer's body tells, unless it rides in cookies. */
export function explainUnreadRefreshes(look: Look): string | null {
  const isUnread = readLog(look.state).bodiesRead === 0;
  const hasBodies = [...look.state.refresh.values()].some(({ type }) => type !== 'rt_cookie');
  return isUnread && hasBodies
    ? 'refreshes were seen, but no answer body was: DevTools was closed on the tab, or the file holds none'
    : null;
}
