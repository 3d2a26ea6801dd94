// Narrows all views to an issuer, a tab, a severity.

import type { JSX } from 'preact';
import { showUntrusted } from '../../base/show-untrusted';
import { usePanel } from '../model/panel-context';
import { loadFacetChoices } from '../shell/late-parts';
import { nameContext } from '../words/context-words';
import { LatePopover } from './late-popover';

const POPOVER_ID = 'facets';
const MAX_CHARS = 60;

/** What there is to choose from is gathered from all tokens: only while somebody chooses. */
export function FacetMenu(): JSX.Element {
  const { facets, environment } = usePanel();
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
      <LatePopover id={POPOVER_ID} class="facet-popover" load={loadFacetChoices} />
    </>
  );
}
