import type { JSX } from 'preact';
import { usePanel } from '../model/panel-context';

export function TimelineToggle(): JSX.Element {
  const { isTimelineOpen } = usePanel();
  return (
    <button
      type="button"
      class="tool timeline-toggle"
      aria-pressed={isTimelineOpen.value}
      title="Show or hide the timeline (t)"
      onClick={() => {
        isTimelineOpen.value = !isTimelineOpen.value;
      }}
    >
      Timeline
    </button>
  );
}
