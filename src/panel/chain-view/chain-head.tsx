import type { JSX } from 'preact';
import type { Chain } from '../../engine/chain';
import { readChainState, readRegime } from '../../engine/select';
import { CHAIN_STATE_NAMES, REGIME_NAMES } from '../../report/state-words';
import { LabelledText } from '../label/labelled-text';
import { Untrusted } from '../label/untrusted';
import { nameChainClient, stripScheme } from '../model/client-name';
import { usePanel } from '../model/panel-context';
import { listEndings, tellRoot } from '../words/chain-words';
import { writeMoment } from '../words/write-time';

/** Whose chain it is, how it stands, what ended it. */
export function ChainHead({ chain }: { readonly chain: Chain }): JSX.Element {
  const model = usePanel();
  const { state } = model.feed.value;
  const nowMs = model.nowMs.value;
  const client = nameChainClient(state, chain);
  const chainState = readChainState(state, chain, nowMs);
  const facts = [
    REGIME_NAMES[readRegime(state, chain)],
    chain.rotations > 0 ? `${chain.rotations} ${chain.rotations === 1 ? 'rotation' : 'rotations'}` : null,
    chain.forks.length > 0 ? `${chain.forks.length} ${chain.forks.length === 1 ? 'fork' : 'forks'}` : null,
    chain.rootAtMs === null
      ? tellRoot(chain.rootKind)
      : `${tellRoot(chain.rootKind)} at ${writeMoment(chain.rootAtMs, nowMs)}`,
    chain.trimmedEdges > 0 ? `${chain.trimmedEdges} older rotations dropped` : null,
  ];
  return (
    <header class="chain-head">
      <h2>
        <span class="token-label">{chain.label}</span> {client !== null && <Untrusted text={client} maxChars={60} />}
        {chain.issuer !== null && (
          <span class="muted">
            {' \u00b7 '}
            <Untrusted text={stripScheme(chain.issuer)} maxChars={80} />
          </span>
        )}
      </h2>
      <span class={`chain-state chain-state-${chainState}`}>{CHAIN_STATE_NAMES[chainState]}</span>
      <span class="muted chain-facts">{facts.filter((fact) => fact !== null).join(' \u00b7 ')}</span>
      {listEndings(chain).map((ending) => (
        <p key={ending.text} class="chain-ending">
          <span class="mono">{writeMoment(ending.atMs, nowMs)}</span> <LabelledText text={ending.text} />
        </p>
      ))}
    </header>
  );
}
