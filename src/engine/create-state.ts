import { EMPTY_LOG } from './log';
import { LOG_ID, type Log, type OwnState, type State } from './state';

/** An empty state, or a copy of the given one. */
export function createState(from?: State): OwnState {
  return {
    log: new Map(from?.log ?? [[LOG_ID, EMPTY_LOG]]),
    token: new Map(from?.token),
    claims: new Map(from?.claims),
    send: new Map(from?.send),
    refresh: new Map(from?.refresh),
    chain: new Map(from?.chain),
    client: new Map(from?.client),
    endpoint: new Map(from?.endpoint),
    server: new Map(from?.server),
    code: new Map(from?.code),
    proof: new Map(from?.proof),
    once: new Map(from?.once),
    sight: new Map(from?.sight),
    context: new Map(from?.context),
    alias: new Map(from?.alias),
  };
}

export function readLog(state: Pick<State, 'log'>): Log {
  return state.log.get(LOG_ID) ?? EMPTY_LOG;
}
