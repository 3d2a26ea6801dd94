import type { JSX } from 'preact';
import { describeNews } from '../model/describe-news';
import { usePanel } from '../model/panel-context';

/** For screen readers: what happened, never what counts. The text changes only with news, so it does not chatter. */
export function Announcer(): JSX.Element {
  return (
    <div class="visually-hidden" role="status" aria-live="polite">
      {describeNews(usePanel())}
    </div>
  );
}
