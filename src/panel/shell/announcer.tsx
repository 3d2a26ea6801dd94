import type { JSX } from 'preact';
import { describeNews, describeRecording } from '../model/describe-news';
import { usePanel } from '../model/panel-context';

/** For screen readers: what happened, never what counts. Each text changes only with an event, so it does not chatter. */
export function Announcer(): JSX.Element {
  const model = usePanel();
  return (
    <>
      <div class="visually-hidden" role="status">
        {describeRecording(model.feed.value)}
      </div>
      <div class="visually-hidden" role="status">
        {describeNews(model)}
      </div>
    </>
  );
}
