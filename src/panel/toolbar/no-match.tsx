import type { JSX } from 'preact';
import { clearFilters } from '../model/clear-filters';
import { usePanel } from '../model/panel-context';

/** For an empty list that is not empty without the user's filters: says so, and takes them back. */
export function NoMatch({ thing }: { readonly thing: string }): JSX.Element {
  const model = usePanel();
  return (
    <div class="empty-text">
      <p>{`No ${thing} matches the filter.`}</p>
      <button type="button" class="action" onClick={() => clearFilters(model)}>
        Show all
      </button>
    </div>
  );
}
