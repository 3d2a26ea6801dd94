// The whole panel: what stands above, below and beside the current view.

import type { JSX } from 'preact';
import { Detail } from '../detail/detail';
import { CLOCK_PX } from '../grid/clock-width';
import { useImporter } from '../model/importer-context';
import { usePanel } from '../model/panel-context';
import { StatusBar } from '../status-bar/status-bar';
import { AnswerStrip } from '../strip/answer-strip';
import { Toolbar } from '../toolbar/toolbar';
import { Announcer } from './announcer';
import { Banner } from './banner';
import { Boundary } from './boundary';
import { CurrentView } from './current-view';
import { HelpDialog } from './help-dialog';
import { loadImportStrip, loadTimeline } from './late-parts';
import { Lazy } from './lazy';
import { TimelineToggle } from './timeline-toggle';
import { ViewTabs } from './view-tabs';

const CLOCK_WIDTH = { '--clock': `${CLOCK_PX}px` };

export function Panel(): JSX.Element {
  const model = usePanel();
  const { seq, connection } = model.feed.value;
  const isTimelineBelow = model.layout.value.isTimelineOpen && model.hasTokens.value && model.view.value !== 'timeline';
  const importer = useImporter();
  const isImporting = model.environment.imported !== null || importer.reading.value !== null;
  return (
    <div class="panel" data-testid="panel" data-applied-seq={seq} data-state={connection} style={CLOCK_WIDTH}>
      <Toolbar />
      <Banner />
      {isImporting && <Lazy load={loadImportStrip} />}
      <Boundary part="The answers">
        <AnswerStrip />
      </Boundary>
      <nav class="tab-bar" aria-label="Views">
        <ViewTabs />
        <TimelineToggle />
      </nav>
      <main class={model.isDetailShown.value ? 'workspace with-detail' : 'workspace'}>
        <div class="views">
          <Boundary part="This view" about={model.view.value}>
            <CurrentView />
          </Boundary>
          <Boundary part="The timeline">{isTimelineBelow && <Lazy load={loadTimeline} />}</Boundary>
        </div>
        <Detail />
      </main>
      <StatusBar />
      <Announcer />
      <HelpDialog />
    </div>
  );
}
