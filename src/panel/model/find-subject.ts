// What a line of evidence speaks of: the request that it names, else the first label in it, else what the finding is about.

import type { ToldState } from '../../engine/state';
import type { Evidence } from '../../rules/finding';
import { splitAtLabels } from './label-index';
import type { Finding } from './read-finding';
import type { Selection } from './selection';

/** Null when nothing of it is held any more. */
export function findSubject(
  line: Evidence,
  finding: Pick<Finding, 'tokens' | 'refreshes' | 'chain'>,
  state: ToldState,
  labels: ReadonlyMap<string, Selection>,
): Selection | null {
  if (line.send !== undefined && state.send.has(line.send)) return { kind: 'send', id: line.send };
  for (const piece of splitAtLabels(line.what)) {
    const named = labels.get(piece);
    if (named !== undefined) return named;
  }
  const refresh = finding.refreshes.find((id) => state.refresh.has(id));
  if (refresh !== undefined) return { kind: 'refresh', id: refresh };
  const token = finding.tokens.find((id) => state.token.has(id));
  if (token !== undefined) return { kind: 'token', id: token };
  return finding.chain !== null && state.chain.has(finding.chain) ? { kind: 'chain', id: finding.chain } : null;
}
