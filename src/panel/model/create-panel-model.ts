// All that the views share: facts from the feed, the user's choices, and what follows from both. No component holds any
// of it; nothing here is copied from something else here, it is computed.

import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { TokenId } from '../../engine/ids';
import type { ToldState } from '../../engine/state';
import { findDayMs } from '../words/write-time';
import { createClockSignal } from './create-clock-signal';
import { createMomentReader, type MomentReader } from './create-moment-reader';
import { createWorld } from './create-world';
import { deriveFindings, type FindingDerivations } from './derive-findings';
import { deriveRefreshes, type RefreshDerivations } from './derive-refreshes';
import { deriveStretch } from './derive-stretch';
import { deriveTokens, type TokenDerivations } from './derive-tokens';
import { createFacetFilter, type Facets, NO_FACETS } from './facets';
import type { FeedView } from './feed';
import { indexLabels } from './label-index';
import { keepLayout, type Layout } from './layout';
import type { PanelEnvironment } from './panel-environment';
import { isPair } from './picked-pair';
import { createScopeFilter, type Scope, type ScopeFilter } from './scope';
import { hasDetail, type Selection } from './selection';
import { beginAt, findPageLoadMs } from './since-page-load';
import { DEFAULT_WINDOW, type Stretch, type TimelineWindow } from './timeline-window';
import type { RoleGroup } from './token-filter';
import { DEFAULT_SORT, type Sort } from './token-order';

export const VIEW_NAMES = ['tokens', 'timeline', 'refreshes', 'chains', 'findings'] as const;
export type ViewName = (typeof VIEW_NAMES)[number];

/** What the user chose; the only writable part. */
export type Choices = {
  readonly scope: Signal<Scope>;
  readonly query: Signal<string>;
  readonly roles: Signal<ReadonlySet<RoleGroup>>;
  readonly facets: Signal<Facets>;
  readonly sort: Signal<Sort>;
  readonly view: Signal<ViewName>;
  readonly selection: Signal<Selection | null>;
  /** Tokens picked for a comparison, at most two, oldest pick first. */
  readonly picked: Signal<readonly TokenId[]>;
  readonly isDetailOpen: Signal<boolean>;
  /** Key of the finding that shows its evidence; following the evidence does not close it. */
  readonly openFinding: Signal<string | null>;
  readonly layout: Signal<Layout>;
  readonly timelineWindow: Signal<TimelineWindow>;
  readonly isHelpOpen: Signal<boolean>;
};

export type PanelModel = Choices &
  TokenDerivations &
  RefreshDerivations &
  FindingDerivations & {
    readonly environment: PanelEnvironment;
    readonly feed: ReadonlySignal<FeedView>;
    readonly nowMs: ReadonlySignal<number>;
    /** When today began: for who asks the clock only which day it is. */
    readonly todayMs: ReadonlySignal<number>;
    readonly momentOf: MomentReader;
    /** What the timeline shows. */
    readonly stretch: ReadonlySignal<Stretch>;
    /** The detail is open and there is something to show in it. */
    readonly isDetailShown: ReadonlySignal<boolean>;
    readonly labels: ReadonlySignal<ReadonlyMap<string, Selection>>;
    readonly dispose: () => void;
  };

/** The state as of the last frame; reading it subscribes to the next. */
export const readState = (model: Pick<PanelModel, 'feed'>): ToldState => model.feed.value.state;

export function createPanelModel(environment: PanelEnvironment): PanelModel {
  const { layout, dispose: stopKeeping } = keepLayout(environment.storedLayout, environment.saveLayout);
  const choices = createChoices(environment, layout);
  const clock = createClockSignal(environment.clock);
  const world = createWorld(environment.feed, environment.scheduleFrame, clock.update);
  const feed = world.view;
  const isLogPreserved = computed(() => layout.value.isLogPreserved);
  const scopeFilter = computed(() => {
    const { state } = feed.value;
    const filter = createScopeFilter(state, choices.scope.value, environment.inspectedTabId);
    const sinceMs = isLogPreserved.value ? null : findPageLoadMs(state, environment.inspectedTabId);
    return sinceMs === null ? filter : beginAt(filter, state, sinceMs);
  });
  const facetFilter: ReadonlySignal<ScopeFilter> = computed(() =>
    createFacetFilter(feed.value.state, findings.findings.value, choices.facets.value),
  );
  const findings: FindingDerivations = deriveFindings(feed, scopeFilter, facetFilter, choices);
  const tokens = deriveTokens(feed, scopeFilter, facetFilter, findings.findingsByToken, clock.nowMs, choices);
  const refreshes = deriveRefreshes(feed, scopeFilter, facetFilter, choices);
  const stopClock = clock.run(() => environment.isPageVisible.value && tokens.hasCounting.value);
  return {
    ...choices,
    ...findings,
    ...tokens,
    ...refreshes,
    environment,
    feed,
    nowMs: clock.nowMs,
    todayMs: computed(() => findDayMs(clock.nowMs.value)),
    stretch: deriveStretch(choices.timelineWindow, tokens.firstSeenMs, clock.nowMs),
    momentOf: createMomentReader(feed, clock.nowMs),
    isDetailShown: computed(
      () => choices.isDetailOpen.value && (isPair(choices.picked.value) || hasDetail(choices.selection.value)),
    ),
    labels: computed(() => indexLabels(feed.value.state)),
    dispose() {
      stopKeeping();
      stopClock();
      world.dispose();
    },
  };
}

function createChoices(environment: PanelEnvironment, layout: Signal<Layout>): Choices {
  return {
    scope: signal<Scope>(environment.inspectedTabId === null ? 'all' : 'tab'),
    query: signal(''),
    roles: signal<ReadonlySet<RoleGroup>>(new Set()),
    facets: signal(NO_FACETS),
    sort: signal(DEFAULT_SORT),
    view: signal<ViewName>('tokens'),
    selection: signal<Selection | null>(null),
    picked: signal<readonly TokenId[]>([]),
    isDetailOpen: signal(false),
    openFinding: signal<string | null>(null),
    layout,
    timelineWindow: signal(DEFAULT_WINDOW),
    isHelpOpen: signal(false),
  };
}
