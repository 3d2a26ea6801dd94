// The session was ended on purpose: whose, and by what (rules.md 3.6).

import type { AnswerReceived } from '../observation/observation';
import type { LogoutEvent } from './chain';
import { listClientsOf } from './contexts';
import type { Draft } from './draft';
import type { ChainId } from './ids';
import type { Send } from './send';

export function recordLogout(draft: Draft, send: Send, answer: AnswerReceived): void {
  const by = findKind(draft, send, answer);
  if (by === null || send.endMs === null) return;
  for (const chainId of findChains(draft, send, by)) {
    const chain = draft.get('chain', chainId);
    if (chain === undefined || chain.logout !== null) continue;
    draft.put('chain', chainId, { ...chain, logout: { atMs: send.endMs, by, send: send.id } });
  }
}

function findKind(draft: Draft, send: Send, answer: AnswerReceived): LogoutEvent['by'] | null {
  const isDone = answer.status >= 200 && answer.status < 400;
  if (!isDone) return null;
  if (send.purpose.kind === 'revocation') return 'L1';
  if (send.purpose.kind === 'logout') return send.purpose.by === 'navigation' ? 'L2' : 'L3';
  if (answer.clearsSiteData) return 'L4';
  const client = send.client === null ? undefined : draft.get('client', send.client);
  const learned = Object.keys(client?.renewalCookies ?? {});
  return learned.length > 0 && learned.every((name) => answer.cookiesCleared.includes(name)) ? 'L5' : null;
}

/** The families of the tokens that it carried; else all of the client that the same server knows; a revocation names its own. */
function findChains(draft: Draft, send: Send, by: LogoutEvent['by']): readonly ChainId[] {
  const carried = [...send.presented.map(({ token }) => token), ...send.cookies.map(({ fp }) => fp)];
  const named = carried.flatMap((id) => draft.get('token', id)?.chain ?? []);
  if (named.length > 0 || by === 'L1') return [...new Set(named)];
  const ofServer = draft.get('server', send.origin)?.chains ?? [];
  const clients = send.resourceType === 'document' ? listClientsOf(draft, send.context).map(({ id }) => id) : [send.client];
  const ofClients = clients.flatMap((id) => (id === null ? [] : (draft.get('client', id)?.chains ?? [])));
  const both = ofClients.filter((id) => ofServer.includes(id));
  return both.length > 0 ? both : ofClients.filter((id) => draft.get('chain', id)?.client === send.client);
}
