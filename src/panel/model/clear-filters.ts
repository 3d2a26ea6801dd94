import { batch } from '@preact/signals';
import type { Choices } from './create-panel-model';
import { NO_FACETS } from './facets';

/** Shows everything of the scope again: the box, the roles and the facets. */
export function clearFilters(choices: Choices): void {
  batch(() => {
    choices.query.value = '';
    choices.roles.value = new Set();
    choices.facets.value = NO_FACETS;
  });
}
