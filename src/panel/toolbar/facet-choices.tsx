// What all views can be narrowed to: issuers, tabs and severities, as far as there are any.

import type { JSX } from 'preact';
import { showUntrusted } from '../../base/show-untrusted';
import { SEVERITIES } from '../../rules/finding';
import { countFacets, type Facets, listContexts, listIssuers, NO_FACETS } from '../model/facets';
import { usePanel } from '../model/panel-context';
import { nameContext } from '../words/context-words';

const MAX_CHARS = 60;

export function FacetChoices(): JSX.Element {
  const model = usePanel();
  const entries = model.tokenEntries.value;
  const facets = model.facets.value;
  const choose = (patch: Partial<Facets>): void => {
    model.facets.value = { ...model.facets.peek(), ...patch };
  };
  return (
    <>
      <FacetSelect
        name="Issuer"
        everything="any issuer"
        value={facets.issuer}
        options={listIssuers(entries).map((issuer) => [issuer, showUntrusted(issuer, MAX_CHARS)])}
        onChoose={(issuer) => choose({ issuer })}
      />
      <FacetSelect
        name="Seen in"
        everything="anywhere"
        value={facets.context}
        options={listContexts(entries).map((id) => [id, nameContext(id, model.environment.inspectedTabId)])}
        onChoose={(context) => choose({ context })}
      />
      <FacetSelect
        name="Findings"
        everything="any or none"
        value={facets.leastSeverity}
        options={SEVERITIES.map((severity) => [severity, severity === 'critical' ? severity : `${severity} or worse`])}
        onChoose={(chosen) => choose({ leastSeverity: SEVERITIES.find((severity) => severity === chosen) ?? null })}
      />
      <button
        type="button"
        class="action"
        disabled={countFacets(facets) === 0}
        onClick={() => {
          model.facets.value = NO_FACETS;
        }}
      >
        Show all
      </button>
    </>
  );
}

type FacetSelectProps = {
  readonly name: string;
  readonly everything: string;
  readonly value: string | null;
  readonly options: readonly (readonly [value: string, title: string])[];
  readonly onChoose: (value: string | null) => void;
};

function FacetSelect({ name, everything, value, options, onChoose }: FacetSelectProps): JSX.Element {
  // What was chosen stays on offer when nothing of it is left.
  const isGone = value !== null && options.every(([option]) => option !== value);
  const offered = isGone ? [...options, [value, showUntrusted(value, MAX_CHARS)] as const] : options;
  return (
    <label class="facet">
      {name}
      <select value={value ?? ''} onChange={({ currentTarget }) => onChoose(currentTarget.value || null)}>
        <option value="">{everything}</option>
        {offered.map(([option, title]) => (
          <option key={option} value={option}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}
