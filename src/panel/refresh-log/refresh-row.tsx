import type { JSX } from 'preact';
import type { Refresh } from '../../engine/refresh';
import { findChain } from '../../engine/select';
import { Cell } from '../grid/cell';
import { LabelledText } from '../label/labelled-text';
import { OtherDay } from '../label/other-day';
import { TokenFlow } from '../label/token-flow';
import { ToneMark } from '../label/tone-mark';
import { Untrusted } from '../label/untrusted';
import { nameChainClient, stripScheme } from '../model/client-name';
import { usePanel } from '../model/panel-context';
import { tellRefresh } from '../model/read-refresh-facts';
import { nameContext } from '../words/context-words';
import { writeClock, writeMoment } from '../words/write-time';

export function RefreshRow({ refresh }: { readonly refresh: Refresh }): JSX.Element {
  const model = usePanel();
  const { state } = model.feed.value;
  const words = tellRefresh(state, refresh);
  const text = words.parts.join(' \u00b7 ');
  const chain = findChain(state, refresh);
  const client =
    (chain && nameChainClient(state, chain)) ?? stripScheme(state.client.get(refresh.client ?? '')?.origin ?? '\u2014');
  return (
    <>
      <Cell class="col-time mono" title={writeMoment(refresh.startMs, 0)}>
        {writeClock(refresh.startMs)}
      </Cell>
      <Cell class="col-label token-label">{refresh.label}</Cell>
      <Cell class={`col-words tone-${words.tone}`} title={text}>
        <ToneMark tone={words.tone} /> <OtherDay atMs={refresh.startMs} />
        <LabelledText text={text} isInGrid />
      </Cell>
      <Cell class="col-tokens">
        <TokenFlow refresh={refresh} isInGrid />
      </Cell>
      <Cell class="col-client">
        <Untrusted text={client} maxChars={60} />
      </Cell>
      <Cell class="col-where muted">{nameContext(refresh.context, model.environment.inspectedTabId)}</Cell>
    </>
  );
}
