// rules.md 10 C, 4.1. The server named a reuse and refused it; then the rest of the family must end as well, because it
// cannot know which of two holders is the honest one. Losers of a race (P1) are no reuse, whatever the server calls them.

import { writeSpan } from '../../base/write-duration';
import type { Refresh } from '../../engine/refresh';
import { createVerdict, gradeConfidence } from '../create-verdict';
import {
  capByGap,
  inferencesOfEdges,
  labelOf,
  lowerIfBound,
  lowerOnLoopback,
  originOfClient,
  refreshOf,
  tokenOf,
} from '../facts';
import { providerOf } from '../providers';
import { defineRule } from '../rule';
import { explainUnreadRefreshes } from './describe-repeat';

/** Servers that are several need a moment to agree (T24). */
const REPLICATION_MS = 2000;
const LASTING_MS = 60_000;

export const reuseWithoutFamilyRevocation = defineRule({
  id: 'reuse-without-family-revocation',
  title: 'Reuse was named, but the family lives on',
  category: 'rotation-and-replay',
  subject: 'chain',
  remediation:
    'On reuse end all refresh tokens of the grant, and its access tokens where possible, in one transaction that is committed although the request fails.',
  references: ['RFC 9700 §4.14.2', 'RFC 6819 §5.2.2.3', 'ASVS 10.4.5', 'Auth0 and Okta refresh token reuse detection'],
  evaluate(chain, look) {
    const reuse = chain.reuseRefused;
    if (reuse === null || !reuse.isNamed) return null;
    const outlived = chain.outlived.filter(({ atMs }) => atMs - reuse.atMs > REPLICATION_MS);
    const first = outlived[0];
    const last = outlived.at(-1);
    if (first === undefined || last === undefined) return null;
    const refused = refreshOf(look, reuse.refresh);
    const presented = tokenOf(look, refused?.presented ?? null);
    const refreshes = outlived.flatMap(({ refresh }) => refreshOf(look, refresh) ?? []);
    const origin = originOfClient(look, chain.client);
    const presentedAfter = new Set(refreshes.map((refresh) => refresh.presented));
    const inferred = inferencesOfEdges(look, chain.id, ({ to }) => presentedAfter.has(to));
    const delay = writeSpan((last.atMs - reuse.atMs) / 1000);
    return createVerdict({
      severity: isRequestOnly(refused) ? 'low' : last.atMs - reuse.atMs >= LASTING_MS ? 'high' : 'medium',
      steps: [lowerIfBound(presented), lowerOnLoopback(origin)],
      confidence: capByGap(look, gradeConfidence(inferred), reuse.atMs, last.atMs),
      message: `The server refused ${labelOf(look, refused?.presented ?? null)} as already used, but went on to renew the same family with ${[...new Set(refreshes.map(({ presented }) => labelOf(look, presented)))].join(' and ')}, last ${delay} later.`,
      atMs: reuse.atMs,
      lastMs: last.atMs,
      count: outlived.length,
      tokens: [...new Set([refused, ...refreshes].flatMap((refresh) => refresh?.presented ?? []))],
      refreshes: [reuse.refresh, ...outlived.map(({ refresh }) => refresh)],
      chain: chain.id,
      origin,
      scope: chain.issuer,
      evidence: [
        {
          atMs: reuse.atMs,
          what: `${refused?.label ?? 'a refresh'} with ${labelOf(look, refused?.presented ?? null)}: refused as reuse (${refused?.errorCode ?? refused?.status})`,
        },
        ...refreshes.map((refresh) => ({
          atMs: refresh.startMs,
          what: `${refresh.label} with ${labelOf(look, refresh.presented)}, ${writeSpan((refresh.startMs - reuse.atMs) / 1000)} later: accepted, issued ${refresh.issued.map((id) => labelOf(look, id)).join(', ')}`,
        })),
      ],
      alternatives: [
        'the server may end a family with a delay',
        ...(isRequestOnly(refused) ? ['with rotation switched off, this server refuses the one request only'] : []),
      ],
    });
  },
  explainSilence: explainUnreadRefreshes,
});

/** Its own header would say that the session was ended. */
const isRequestOnly = (refused: Refresh | undefined): boolean =>
  refused !== undefined &&
  providerOf(refused)?.mayRefuseRequestOnly === true &&
  refused.repeatCause !== 'session-terminated';
