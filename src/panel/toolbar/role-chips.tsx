import type { JSX } from 'preact';
import { usePanel } from '../model/panel-context';
import { ROLE_GROUPS, type RoleGroup } from '../model/token-filter';

const TITLES: Readonly<Record<RoleGroup, string>> = { access: 'Access', refresh: 'Refresh', id: 'ID', other: 'Other' };

/** Pressed chips narrow the table to their roles; none pressed shows all. */
export function RoleChips(): JSX.Element {
  const model = usePanel();
  const chosen = model.roles.value;
  const toggle = (group: RoleGroup): void => {
    const next = new Set(chosen);
    if (!next.delete(group)) next.add(group);
    model.roles.value = next;
  };
  return (
    <fieldset class="roles">
      <legend class="visually-hidden">Show only roles</legend>
      {ROLE_GROUPS.map((group) => (
        <button key={group} type="button" class="chip" aria-pressed={chosen.has(group)} onClick={() => toggle(group)}>
          {TITLES[group]}
        </button>
      ))}
    </fieldset>
  );
}
