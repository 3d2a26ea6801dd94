// The pane of the selected token or refresh: beside the list in wide docks, a sheet over it in narrow ones.

import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { patchLayout } from '../model/layout';
import { usePanel } from '../model/panel-context';
import { Boundary } from '../shell/boundary';
import { loadDetailStory } from '../shell/late-parts';
import { Lazy } from '../shell/lazy';
import { Splitter } from '../shell/splitter';

export function Detail(): JSX.Element | null {
  const model = usePanel();
  if (!model.isDetailShown.value) return null;
  const { detailPx } = model.layout.value;
  return (
    <aside
      class="detail"
      aria-label="Detail"
      data-testid="detail"
      style={detailPx === null ? undefined : { '--detail': `${detailPx}px` }}
    >
      <Splitter
        label="Width of the detail"
        edge="left"
        leastPx={240}
        sparedPx={200}
        onResize={(px) => patchLayout(model, { detailPx: px })}
      />
      <button
        type="button"
        class="tool detail-close"
        aria-label="Close detail"
        title="Close (Esc)"
        onClick={() => {
          model.isDetailOpen.value = false;
        }}
      >
        <span aria-hidden="true">{'\u2715'}</span>
      </button>
      <DetailBody />
    </aside>
  );
}

/** From one token to the next it stays where it was scrolled to, so that one part of many can be compared. */
function DetailBody(): JSX.Element {
  const selected = usePanel().selection.value;
  const body = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => body.current?.scrollTo({ top: 0 }), [selected?.kind]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must take the focus to be scrolled by keys
    <div class="detail-body" tabIndex={0} ref={body}>
      <Boundary part="The detail" about={selected?.id}>
        <Lazy load={loadDetailStory} />
      </Boundary>
    </div>
  );
}
