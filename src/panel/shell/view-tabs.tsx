import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { isFiltered } from '../model/clear-filters';
import { type PanelModel, VIEW_NAMES, type ViewName } from '../model/create-panel-model';
import { usePanel } from '../model/panel-context';

const TITLES: Readonly<Record<ViewName, string>> = {
  tokens: 'Tokens',
  timeline: 'Timeline',
  refreshes: 'Refreshes',
  chains: 'Chains',
  findings: 'Findings',
};

export const tabId = (view: ViewName): string => `tab-${view}`;
export const VIEW_ID = 'view';

/** The tab list: arrows move, as the pattern for tabs asks. The counts are no part of the names. */
export function ViewTabs(): JSX.Element {
  const model = usePanel();
  const list = useRef<HTMLDivElement>(null);

  function takeKey(event: KeyboardEvent): void {
    const target = moveTab(model.view.peek(), event.key);
    if (target === null) return;
    event.preventDefault();
    model.view.value = target;
    list.current?.querySelector<HTMLElement>(`#${tabId(target)}`)?.focus();
  }

  return (
    <div class="tabs" role="tablist" aria-label="Views" ref={list} onKeyDown={takeKey}>
      {VIEW_NAMES.map((view) => (
        <ViewTab key={view} view={view} />
      ))}
    </div>
  );
}

function ViewTab({ view }: { readonly view: ViewName }): JSX.Element {
  const model = usePanel();
  const isCurrent = model.view.value === view;
  return (
    <button
      type="button"
      role="tab"
      id={tabId(view)}
      class="tab"
      aria-label={TITLES[view]}
      aria-description={view === 'timeline' ? undefined : String(countOf(model, view))}
      aria-selected={isCurrent}
      aria-controls={VIEW_ID}
      tabIndex={isCurrent ? 0 : -1}
      onClick={() => {
        model.view.value = view;
      }}
    >
      {TITLES[view]}
      <TabCount view={view} />
    </button>
  );
}

function TabCount({ view }: { readonly view: ViewName }): JSX.Element | null {
  const model = usePanel();
  const count = countOf(model, view);
  if (count === 0 || view === 'timeline') return null;
  const shown = isFiltered(model) ? readLists(model)[view].rows.value.length : count;
  const worst = view === 'findings' ? model.findings.value[0]?.severity : undefined;
  const isGrave = worst === 'critical' || worst === 'high';
  return (
    <span class={isGrave ? 'tab-count tab-count-grave' : 'tab-count'}>
      {shown === count ? count.toLocaleString('en') : `${shown.toLocaleString('en')}/${count.toLocaleString('en')}`}
    </span>
  );
}

function countOf(model: PanelModel, view: ViewName): number {
  return view === 'timeline' ? 0 : readLists(model)[view].all.value.length;
}

/** What is in scope, and what of it the filters leave. */
const readLists = (model: PanelModel) => ({
  tokens: { all: model.tokenEntries, rows: model.tokenRows },
  refreshes: { all: model.refreshes, rows: model.refreshRows },
  chains: { all: model.chains, rows: model.chainRows },
  findings: { all: model.findings, rows: model.findingRows },
});

function moveTab(view: ViewName, key: string): ViewName | null {
  const place = VIEW_NAMES.indexOf(view);
  const last = VIEW_NAMES.length - 1;
  const targets: Readonly<Record<string, number>> = {
    ArrowRight: place === last ? 0 : place + 1,
    ArrowLeft: place === 0 ? last : place - 1,
    Home: 0,
    End: last,
  };
  const target = targets[key];
  return target === undefined ? null : (VIEW_NAMES[target] ?? null);
}
