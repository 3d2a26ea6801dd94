import { batch } from '@preact/signals';
import type { Choices } from './create-panel-model';
import { countFacets, NO_FACETS } from './facets';

export const isFiltered = ({ query, roles, facets }: Choices): boolean =>
  query.value.trim() !== '' || roles.value.size > 0 || countFacets(facets.value) > 0;

/** Shows everything of the scope again: the box, the roles and the facets. */
export function clearFilters(choices: Choices): void {
  batch(() => {
    choices.query.value = '';
    choices.roles.value = new Set();
    choices.facets.value = NO_FACETS;
  });
}
