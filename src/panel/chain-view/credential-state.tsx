import type { JSX } from 'preact';
import { readTokenState } from '../../engine/select';
import type { Token } from '../../engine/token';
import { STATE_NAMES } from '../../report/state-words';
import { usePanel } from '../model/panel-context';

/** The state word beside a label in a tree; superseded is the rule there and goes without saying. */
export function CredentialState({ token }: { readonly token: Token }): JSX.Element | null {
  const model = usePanel();
  const state = readTokenState(model.feed.value.state, token, model.nowMs.value);
  if (state === 'superseded') return null;
  return <span class={`chain-token-state token-state-${state}`}>{STATE_NAMES[state]}</span>;
}
