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
      title="Show or hide the timeline (t)"
      onClick={() => toggleTimeline(model)}
    >
      Timeline
    </button>
  );
}
