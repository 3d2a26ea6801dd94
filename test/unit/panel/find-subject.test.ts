import { describe, expect, it } from 'vitest';
import { findSubject } from '../../../src/panel/model/find-subject';
import { indexLabels } from '../../../src/panel/model/label-index';
import { tellShop } from './story-state';

const { state } = tellShop((shop) => {
  shop.signIn('13:00:00');
  shop.refresh('13:09:03');
});
const labels = indexLabels(state);
const [refresh] = state.refresh.values();
const [token] = state.token.values();
const about = { tokens: token === undefined ? [] : [token.id], refreshes: [refresh?.id ?? ''], chain: '1' };

describe('what a line of evidence speaks of', () => {
  it.each<readonly [string, { readonly send?: string | undefined; readonly what: string }, string, string | undefined]>(
    [
      ['the request that it names', { send: refresh?.send, what: 'AT1 was refused' }, 'send', refresh?.send],
      ['its label, when the request is gone', { send: 'har:999', what: 'C1 was renewed' }, 'chain', '1'],
      ['the first of its labels', { what: 'R1 after AT1' }, 'refresh', refresh?.id],
      ['the refresh of its finding', { what: 'triggers: 3 proactive' }, 'refresh', refresh?.id],
    ],
  )('%s', (_name, { what, send }, kind, id) => {
    const line = { atMs: 0, what, ...(send === undefined ? {} : { send }) };
    expect(findSubject(line, about, state, labels)).toEqual({ kind, id });
  });

  it('the token, then the chain, then nothing', () => {
    const line = { atMs: 0, what: 'cause: reuse' };
    expect(findSubject(line, { ...about, refreshes: ['gone'] }, state, labels)).toEqual({
      kind: 'token',
      id: token?.id,
    });
    const bare = { tokens: [], refreshes: [], chain: '1' };
    expect(findSubject(line, bare, state, labels)).toEqual({ kind: 'chain', id: '1' });
    expect(findSubject(line, { ...bare, chain: null }, state, labels)).toBeNull();
  });
});
