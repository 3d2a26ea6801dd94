// Header and payload as they were decoded. All of it is text from the network.

import type { JSX } from 'preact';
import type { JsonObject } from '../../base/json';
import type { Token } from '../../engine/token';
import { patchLayout } from '../model/layout';
import { usePanel } from '../model/panel-context';
import { ClaimChanges } from './claim-changes';
import { ClaimTree } from './claim-tree';
import { FactGroup } from './fact';

export function Claims({ token }: { readonly token: Token }): JSX.Element {
  const { feed, environment } = usePanel();
  const claims = feed.value.state.claims.get(token.id);
  if (token.format === 'opaque')
    return (
      <FactGroup title="Claims">
        <p class="muted">An opaque token: it carries no claims that anyone but its issuer can read.</p>
      </FactGroup>
    );
  if (claims === undefined)
    return (
      <FactGroup title="Claims">
        <p class="muted">
          {environment.imported?.kind === 'report'
            ? 'Not in the report: it holds the times and names above, and no other claims.'
            : 'No longer held: memory is bounded.'}
        </p>
      </FactGroup>
    );
  return (
    <>
      <FactGroup title="Claims">
        {claims.payload === null ? (
          <p class="muted">
            {token.format === 'jwe'
              ? 'Encrypted: only its audience can read them.'
              : 'None: the payload is no JSON object.'}
          </p>
        ) : (
          <>
            <MeaningsChoice />
            <ClaimList object={claims.payload} softClaim={token.soft?.claim ?? null} />
          </>
        )}
      </FactGroup>
      <ClaimChanges token={token} />
      <FactGroup title="Header">
        <ClaimList object={claims.header} softClaim={null} />
      </FactGroup>
    </>
  );
}

function MeaningsChoice(): JSX.Element {
  const model = usePanel();
  return (
    <label class="comparison-note">
      <input
        type="checkbox"
        checked={model.layout.value.hasClaimMeanings}
        onChange={(event) => patchLayout(model, { hasClaimMeanings: event.currentTarget.checked })}
      />
      What the names mean
    </label>
  );
}

function ClaimList({
  object,
  softClaim,
}: {
  readonly object: JsonObject;
  readonly softClaim: string | null;
}): JSX.Element {
  return (
    <dl class="claims" data-testid="claims">
      <ClaimTree object={object} softClaim={softClaim} depth={0} />
    </dl>
  );
}
