import type { JSX } from 'preact';
import { assertNever } from '../../base/assert-never';
import type { ViewName } from '../model/create-panel-model';
import { usePanel } from '../model/panel-context';
import { TokenTable } from '../token-table/token-table';
import { loadChainView, loadFindingList, loadRefreshLog, loadSilentVerdict, loadTimeline } from './late-parts';
import { Lazy } from './lazy';
import { tabId, VIEW_ID } from './view-tabs';

export function CurrentView(): JSX.Element {
  const view = usePanel().view.value;
  return (
    <section class="view" role="tabpanel" id={VIEW_ID} aria-labelledby={tabId(view)}>
      {renderView(view)}
    </section>
  );
}

function renderView(view: ViewName): JSX.Element {
  switch (view) {
    case 'tokens':
      return <TokenTable />;
    case 'timeline':
      return <Lazy key="timeline" load={loadTimeline} />;
    case 'refreshes':
      return (
        <>
          <Lazy key="verdict" load={loadSilentVerdict} />
          <Lazy key="refreshes" load={loadRefreshLog} />
        </>
      );
    case 'chains':
      return <Lazy key="chains" load={loadChainView} />;
    case 'findings':
      return <Lazy key="findings" load={loadFindingList} />;
    default:
      return assertNever(view);
  }
}
