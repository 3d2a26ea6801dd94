// Whose verdicts may have changed with an observation: the entities that it touched, and those that a rule judges by them.

import { MAX_GAPS } from '../base/limits';
import { readContext } from '../engine/contexts';
import { readLog } from '../engine/create-state';
import type { Changes, State } from '../engine/state';
import type { Token } from '../engine/token';
import type { GapObserved, Observation } from '../observation/observation';
import type { SubjectKind } from './rule';

export type Affected = ReadonlyMap<SubjectKind, ReadonlySet<string>>;

export const SUBJECT_KINDS = [
  'token',
  'refresh',
  'chain',
  'send',
  'client',
  'server',
] as const satisfies readonly SubjectKind[];
/** A refresh is judged by what became of its chain later; older ones of a long chain no longer change. */
const RECENT = 4;
/** So long after a login page the refreshes before it are judged again with every change of their client. */
const AFTER_LOGIN_MS = 60_000;

/** By an observation that changed the state so. */
export const listAffectedBy = (observation: Observation, state: State, changes: Changes): Affected =>
  listAffected(
    state,
    observation.kind === 'gap-observed' ? listUnwatched(state, findUnjudgedMs(state, observation)) : changes,
  );

/** Two older gaps may have become one, and what lay between them is judged otherwise as well. */
function findUnjudgedMs(state: State, { fromMs }: GapObserved): number {
  const { gaps } = readLog(state);
  return gaps.length < MAX_GAPS ? fromMs : Math.min(fromMs, ...gaps.map((gap) => gap.fromMs));
}

/** What went on since a gap began was judged as if it had been watched: a gap is told of when it is over. */
const listUnwatched = ({ token, refresh, send }: State, fromMs: number): Changes => ({
  token: new Map([...token].filter(([, { lastSeenMs }]) => lastSeenMs >= fromMs)),
  refresh: new Map([...refresh].filter(([, { endMs }]) => endMs === null || endMs >= fromMs)),
  send: new Map([...send].filter(([, { startMs, endMs }]) => (endMs ?? startMs) >= fromMs)),
});

type Add = (kind: SubjectKind, id: string | null | undefined) => void;

/** Those of every subject, where all of the state is given for what changed. */
export function listAffected(state: State, changes: Changes): Affected {
  const affected = new Map<SubjectKind, Set<string>>(SUBJECT_KINDS.map((kind) => [kind, new Set()]));
  const add: Add = (kind, id) => {
    if (id != null && state[kind].has(id)) affected.get(kind)?.add(id);
  };
  for (const kind of SUBJECT_KINDS) for (const id of changes[kind]?.keys() ?? []) add(kind, id);
  for (const [kind, addBy] of ADDED_BY) for (const id of [...(affected.get(kind) ?? [])]) addBy(state, id, add);
  return affected;
}

function addByRefresh(state: State, id: string, add: Add): void {
  const refresh = state.refresh.get(id);
  add('chain', refresh?.chain);
  add('token', refresh?.presented);
  add('token', refresh?.renewed);
  add('client', refresh?.client);
  // What led to a refresh is judged otherwise than what led to nothing.
  const client = state.client.get(refresh?.client ?? '');
  const current = client?.accessTokens ?? [];
  for (const token of current.slice(-RECENT)) add('token', token);
  const held = refresh === undefined ? [] : readContext(client, refresh.context).held;
  for (const token of [...current, ...held.map((one) => one.token)])
    if ((state.token.get(token)?.expiredBursts.length ?? 0) > 0) add('token', token);
}

function addBySend(state: State, id: string, add: Add): void {
  const send = state.send.get(id);
  add('send', send?.repeatOf);
  for (const { token } of send?.presented ?? []) {
    const { origins, chain } = state.token.get(token) ?? NO_TOKEN;
    add('token', token);
    add('server', origins[0]);
    if (chain !== null && state.chain.get(chain)?.logout) add('chain', chain);
  }
}
const NO_TOKEN: Pick<Token, 'origins' | 'chain'> = { origins: [], chain: null };

function addByChain(state: State, id: string, add: Add): void {
  const chain = state.chain.get(id);
  add('refresh', chain?.reuseRefused?.refresh);
  add('refresh', chain?.end?.refresh);
  add('token', chain?.raceRefused === null ? null : state.refresh.get(chain?.raceRefused?.refresh ?? '')?.presented);
  for (const edge of chain?.edges.slice(-RECENT) ?? []) add('refresh', edge.refresh);
  for (const { head } of chain?.branches.slice(-RECENT) ?? []) add('token', head);
}

/** What another presentation of the same credential came to may explain a refusal. */
function addByToken(state: State, id: string, add: Add): void {
  const uses = state.token.get(id)?.uses ?? [];
  for (const use of uses.slice(-RECENT)) add('refresh', use.refresh);
  add('refresh', uses.find(({ isRefused }) => isRefused)?.refresh);
}

/** A race may end with the user at a login page: the racing tokens of the client are to be judged again. */
function addByClient(state: State, id: string, add: Add): void {
  const client = state.client.get(id);
  for (const cycle of client?.successLoop.slice(-RECENT) ?? []) {
    for (const refused of state.refresh.get(cycle)?.unauthorized ?? [])
      add('send', state.send.get(refused)?.repeatOf ?? refused);
  }
  const loginMs = client?.loginNavigationsMs.at(-1);
  if (loginMs === undefined || (readLog(state).toMs ?? 0) - loginMs > AFTER_LOGIN_MS) return;
  for (const refresh of client?.refreshes.slice(-RECENT) ?? []) add('token', state.refresh.get(refresh)?.presented);
}

/** In this order: what one adds, those after it see. Apart, so that each is compiled when there is use for it. */
const ADDED_BY = [
  ['refresh', addByRefresh],
  ['send', addBySend],
  ['chain', addByChain],
  ['token', addByToken],
  ['client', addByClient],
] as const;
