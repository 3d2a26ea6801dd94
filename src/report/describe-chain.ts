import type { Chain } from '../engine/chain';
import { listHeads, readChainState, readRegime } from '../engine/select';
import { findSessionStartMs, readSession } from '../engine/session';
import type { ToldState } from '../engine/state';
import { toInstant } from './instant';
import type { ReportChain } from './report';

/** One family as reports show it. Edges whose ends were trimmed are left out: every label in a report is defined in it. */
export function describeChain(state: ToldState, chain: Chain, nowMs: number): ReportChain {
  const labelOf = (id: string): string | null => state.token.get(id)?.label ?? null;
  const { shape, startMethod } = readSession(chain);
  const startedMs = findSessionStartMs(state, chain);
  return {
    label: chain.label,
    root: { kind: chain.rootKind, at: chain.rootAtMs === null ? null : toInstant(chain.rootAtMs) },
    edges: chain.edges.flatMap(({ from, to, evidence, refresh }) => {
      const [fromLabel, toLabel] = [labelOf(from), labelOf(to)];
      if (fromLabel === null || toLabel === null) return [];
      return [{ from: fromLabel, to: toLabel, evidence, refresh: state.refresh.get(refresh ?? '')?.label ?? null }];
    }),
    heads: listHeads(state, chain).map((head) => head.label),
    forks: chain.forks.flatMap(({ parent, children, kind }) => {
      const label = labelOf(parent);
      return label === null ? [] : [{ parent: label, children: children.flatMap((id) => labelOf(id) ?? []), kind }];
    }),
    state: readChainState(state, chain, nowMs),
    regime: readRegime(state, chain),
    session: {
      shape,
      startedAt: startedMs === null ? null : toInstant(startedMs),
      startMethod,
    },
    ended: describeEnd(chain),
  };
}

function describeEnd({ logout, end }: Chain): ReportChain['ended'] {
  if (logout !== null) return { at: toInstant(logout.atMs), cause: 'logged-out' };
  return end === null ? null : { at: toInstant(end.atMs), cause: end.cause };
}
