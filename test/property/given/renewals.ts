// What became of refreshes and tokens, free of labels and of which sensor came first: comparable by value.

import type { Observation } from '../../../src/observation/observation';
import { analyse } from './judge';
import type { Step } from './sessions';

/** Two sensors differ by less. */
const SAME_MS = 10;

export function listRenewals(observations: readonly Observation[]) {
  const { refresh, token, chain } = analyse(observations).state;
  // Which branch of a fork is the first, and so how far behind its head a token stands, is said as it is heard.
  const isForked = (id: string | null): boolean => (chain.get(id ?? '')?.forks.length ?? 0) > 0;
  const refreshes = [...refresh.values()].map((one) => ({
    start: roundTime(one.startMs),
    type: one.type,
    // Of what is left, both say that it is enough; how much is measured by a clock that is known the better the more is read.
    trigger: one.trigger === 'early' ? 'proactive' : one.trigger,
    presented: one.presented,
    renewed: one.renewed,
    refused: one.unauthorized.length,
    position: isForked(one.chain) ? 'forked' : one.position,
    outcome: one.outcome,
    issued: [...one.issued].sort(),
    isResolved: one.isResolved,
    isInterrupted: one.isInterrupted,
    isSettledSilently: one.isSettledSilently,
  }));
  const tokens = [...token.values()].map((one) => ({
    id: one.id,
    role: one.role,
    replacedBy: one.replacedBy,
    replaced: roundTime(one.replacedAtMs),
    // A server that goes on accepting what it refuses to renew has no last word.
    refused: one.role === 'refresh' ? roundTime(one.refusedAtMs) : null,
    presentations: one.presentations,
    late: one.presentationsAfterExpiry,
    accepted: one.accepted,
    rejected: one.rejected,
  }));
  return {
    refreshes: refreshes.sort(
      (a, b) =>
        compare(a.start, b.start) ||
        compareText(a.presented, b.presented) ||
        compareText(JSON.stringify(a), JSON.stringify(b)),
    ),
    tokens: tokens.sort((a, b) => compareText(a.id, b.id)),
  };
}

const roundTime = (atMs: number | null): number | null => (atMs === null ? null : Math.floor(atMs / SAME_MS));
const compare = (a: number | null, b: number | null): number => (a ?? 0) - (b ?? 0);
const compareText = (a: string | null, b: string | null): number => (a ?? '').localeCompare(b ?? '');

/**
 * Which tab held a token when another page was in it is not kept; a sign-in makes good what failed before, also where it is
 * that of a neighbour; and by a clock that is set back what came later came before.
 */
export const toOneApp = (steps: readonly Step[]): readonly Step[] =>
  steps.map((step) => ({
    ...step,
    tab: 'tabA',
    neighbour: 'none',
    clock: step.clock === 'set back' ? 'right' : step.clock,
  }));
