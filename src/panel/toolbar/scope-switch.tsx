import type { JSX } from 'preact';
import { usePanel } from '../model/panel-context';
import type { Scope } from '../model/scope';

const SCOPES: readonly { readonly scope: Scope; readonly title: string; readonly hint: string }[] = [
  { scope: 'tab', title: 'This tab', hint: 'The apps of this tab, with what they hold in other tabs' },
  { scope: 'all', title: 'All tabs', hint: 'Everything seen in this browser profile' },
];

/** Two radio buttons, drawn as a switch: the arrow keys come with them. */
export function ScopeSwitch(): JSX.Element {
  const model = usePanel();
  return (
    <fieldset class="scope">
      <legend class="visually-hidden">Scope</legend>
      {SCOPES.map(({ scope, title, hint }) => (
        <label key={scope} class="chip" title={hint}>
          <input
            type="radio"
            name="scope"
            class="visually-hidden"
            checked={model.scope.value === scope}
            disabled={scope === 'tab' && model.environment.inspectedTabId === null}
            onChange={() => {
              model.scope.value = scope;
            }}
          />
          {title}
        </label>
      ))}
    </fieldset>
  );
}
