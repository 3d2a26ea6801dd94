// An empty table says why it is empty and what to do.

import type { JSX } from 'preact';
import { readBreak } from '../model/feed';
import { usePanel } from '../model/panel-context';
import { NoMatch } from '../toolbar/no-match';

export function NoTokens(): JSX.Element {
  const model = usePanel();
  const { status, state, isFilled } = model.feed.value;
  const isLive = readBreak(model.feed.value) === null;
  if (!isFilled) return <p class="empty-text">Connecting to the background worker{'\u2026'}</p>;
  if (model.tokenEntries.value.length > 0) return <NoMatch thing="token" />;
  if (model.environment.imported !== null)
    return <p class="empty-text">No token in this file: none of its requests carries one that can be read.</p>;
  if (isLive && status?.isPaused === true)
    return <p class="empty-text">Paused. Click “Paused”, or press p, and tokens appear as requests carry them.</p>;
  if (!model.layout.value.isLogPreserved && state.token.size > 0)
    return <p class="empty-text">No token seen since this page was loaded. Earlier ones: press Since page load.</p>;
  if (model.scope.value === 'tab' && state.token.size > 0)
    return (
      <p class="empty-text">
        This tab has shown no token yet. Other tabs have: switch to All tabs, or reload this page.
      </p>
    );
  return (
    <div class="empty-text">
      <p>No token seen yet.</p>
      {/* Else the notice above says what has to be done. */}
      {isLive && <WhatToDo />}
    </div>
  );
}

function WhatToDo(): JSX.Element {
  return (
    <>
      <p class="muted">
        Sign in, or reload the page: tokens appear here as requests carry them. Nothing you do here leaves this
        computer. Nothing is kept on disk either: what was seen before the browser was started is gone.
      </p>
      <p class="muted">Or drop a HAR file or an exported report here to look at that.</p>
    </>
  );
}
