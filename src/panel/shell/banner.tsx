// States of the line that the user must know of, each in its own words.

import type { ComponentChildren, JSX } from 'preact';
import { readBreak } from '../model/feed';
import { usePanel } from '../model/panel-context';

export function Banner(): JSX.Element | null {
  const { environment, feed } = usePanel();
  const lineBreak = readBreak(feed.value);
  if (lineBreak === 'outdated')
    return (
      <Notice kind="outdated" title="Token Lifeline was updated.">
        This panel is of the version before and sees nothing new. Close DevTools and open it again to go on.
      </Notice>
    );
  if (lineBreak === 'disconnected')
    return (
      <Notice kind="disconnected" title="Not connected.">
        The background worker does not answer. What you see is the last that was known; trying again by itself.
      </Notice>
    );
  if (feed.value.status?.siteAccess === 'withheld')
    return (
      <Notice kind="withheld" title="Site access is withheld.">
        Only this tab is watched, and only while DevTools is open. Other tabs, and what happened before, are not seen.
        {environment.requestSiteAccess === null ? (
          ' Allow access on all sites in the browser\u2019s extension settings to see them.'
        ) : (
          <button type="button" class="action banner-action" onClick={environment.requestSiteAccess}>
            Allow on all sites
          </button>
        )}
      </Notice>
    );
  return null;
}

type NoticeProps = {
  readonly kind: 'outdated' | 'disconnected' | 'withheld';
  readonly title: string;
  readonly children: ComponentChildren;
};

function Notice({ kind, title, children }: NoticeProps): JSX.Element {
  return (
    <section class={`banner banner-${kind}`} aria-label="Notice" data-testid="banner" data-kind={kind}>
      <strong>{title}</strong> <span>{children}</span>
    </section>
  );
}
