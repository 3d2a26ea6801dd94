import type { JSX } from 'preact';
import { usePanel } from '../model/panel-context';
import { toggleTimeline } from './panel-keys';

export function TimelineToggle(): JSX.Element {
  const model = usePanel();
  return (
    <button
      type="button"
      class="tool timeline-toggle"
      aria-pressed={model.layout.value.isTimelineOpen}
      aria-label="Timeline below the list"
      title="Show or hide the timeline below the list (t)"
      onClick={() => toggleTimeline(model)}
    >
      <span aria-hidden="true">{'\u25a4'}</span>
    </button>
  );
}
