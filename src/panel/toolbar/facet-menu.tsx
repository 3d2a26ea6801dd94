// Narrows all views to an issuer, a tab, a severity.

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { showUntrusted } from '../../base/show-untrusted';
import { usePanel } from '../model/panel-context';
import { loadFacetChoices } from '../shell/late-parts';
import { Lazy } from '../shell/lazy';
import { nameContext } from '../words/context-words';

const POPOVER_ID = 'facets';
const MAX_CHARS = 60;

/** What there is to choose from is gathered from all tokens: only while somebody chooses. */
export function FacetMenu(): JSX.Element {
  const { facets, environment } = usePanel();
  const isOpen = useSignal(false);
  const { issuer, context, leastSeverity } = facets.value;
  const words = [
    issuer === null ? null : showUntrusted(issuer, MAX_CHARS),
    context === null ? null : nameContext(context, environment.inspectedTabId),
    leastSeverity,
  ].filter((word) => word !== null);
  return (
    <>
      <button
        type="button"
        class="chip facet-button"
        aria-label={['More filters', ...words].join(', ')}
        aria-pressed={words.length > 0}
        popovertarget={POPOVER_ID}
        title="Narrow all views by issuer, tab or severity"
      >
        {words.length === 0 ? 'More\u2026' : <bdi class="facet-words">{words.join(' \u00b7 ')}</bdi>}
      </button>
      <div
        id={POPOVER_ID}
        popover="auto"
        class="popover facet-popover"
        onToggle={({ newState }) => {
          isOpen.value = newState === 'open';
        }}
      >
        {isOpen.value && <Lazy load={loadFacetChoices} />}
      </div>
    </>
  );
}
