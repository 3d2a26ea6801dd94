// Two tokens side by side: what a refresh, or a second sign-in, changed in header and payload.

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { JsonObject } from '../../base/json';
import type { Token } from '../../engine/token';
import type { ImportedFile } from '../../publish/import-messages';
import { ThingLink } from '../label/thing-link';
import { type ClaimDifference, compareClaims } from '../model/compare-claims';
import { usePanel } from '../model/panel-context';
import { ROLE_NAMES } from '../words/token-words';
import { DifferenceRow } from './difference-row';
import { FactGroup } from './fact';

export function Comparison({ pair }: { readonly pair: readonly Token[] }): JSX.Element {
  const model = usePanel();
  const isWhole = useSignal(false);
  const { claims } = model.feed.value.state;
  const { imported } = model.environment;
  const [before, after] = pair.toSorted((a, b) => a.firstSeenMs - b.firstSeenMs);
  if (before === undefined || after === undefined) return <p class="empty-text">Dropped to keep memory bounded.</p>;
  const [old, now] = [claims.get(before.id), claims.get(after.id)];
  return (
    <>
      <h2>
        <TokenName token={before} /> <span class="muted">compared with</span> <TokenName token={after} />
      </h2>
      {old === undefined || now === undefined ? (
        <p class="muted comparison-note">{describeMissing(old === undefined ? before : after, imported?.kind)}</p>
      ) : (
        <>
          <label class="comparison-note">
            <input
              type="checkbox"
              checked={isWhole.value}
              onChange={(event) => {
                isWhole.value = event.currentTarget.checked;
              }}
            />
            Also what is the same
          </label>
          <Part
            title="Payload"
            labels={[before.label, after.label]}
            old={old.payload}
            now={now.payload}
            isWhole={isWhole.value}
          />
          <Part
            title="Header"
            labels={[before.label, after.label]}
            old={old.header}
            now={now.header}
            isWhole={isWhole.value}
          />
        </>
      )}
    </>
  );
}

function TokenName({ token }: { readonly token: Token }): JSX.Element {
  return (
    <>
      <ThingLink label={token.label} target={{ kind: 'token', id: token.id }} />{' '}
      <span class="muted">{ROLE_NAMES[token.role]}</span>
    </>
  );
}

function describeMissing({ label, format }: Token, imported: ImportedFile['kind'] | undefined): string {
  if (format === 'opaque') return `${label} is opaque: it carries no claims that could be compared.`;
  return imported === 'report'
    ? 'Not in the report: it holds the times and names of tokens, and no other claims.'
    : `The claims of ${label} are no longer held: memory is bounded.`;
}

type PartProps = {
  readonly title: string;
  readonly labels: readonly [string, string];
  readonly old: JsonObject | null;
  readonly now: JsonObject | null;
  readonly isWhole: boolean;
};

function Part({ title, labels, old, now, isWhole }: PartProps): JSX.Element {
  if (old === null || now === null)
    return (
      <FactGroup title={title}>
        <p class="muted">Encrypted, or no JSON object: it cannot be compared.</p>
      </FactGroup>
    );
  const differences = compareClaims(old, now);
  const shown = isWhole ? differences : differences.filter(({ kind }) => kind !== 'same');
  return (
    <FactGroup title={title}>
      {shown.length === 0 ? (
        <p class="muted">{`The same in both: ${countClaims(differences)}.`}</p>
      ) : (
        <table class="comparison" data-testid="comparison">
          <thead>
            <tr>
              <th scope="col">Claim</th>
              <th scope="col">{labels[0]}</th>
              <th scope="col">{labels[1]}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((difference) => (
              <DifferenceRow key={JSON.stringify(difference.path)} difference={difference} />
            ))}
          </tbody>
        </table>
      )}
    </FactGroup>
  );
}

const countClaims = (differences: readonly ClaimDifference[]): string =>
  differences.length === 1 ? '1 claim' : `${differences.length} claims`;
