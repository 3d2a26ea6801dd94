import type { JSX } from 'preact';
import type { Refresh } from '../../engine/refresh';
import type { ToldState } from '../../engine/state';
import type { Token } from '../../engine/token';
import { LabelledText } from '../label/labelled-text';
import { ThingLink, TokenLink } from '../label/thing-link';
import { usePanel } from '../model/panel-context';
import { tellRefresh } from '../model/read-refresh-facts';
import type { TokenEntry } from '../model/token-entry';
import { tellRoot } from '../words/chain-words';
import { nameContext } from '../words/context-words';
import { FactGroup } from './fact';

/** Where the token came from: the refresh that brought it, the sign-in, or nothing that was seen; and what replaced it. */
export function OriginStory({ entry }: { readonly entry: TokenEntry }): JSX.Element {
  const model = usePanel();
  const { state } = model.feed.value;
  const { token, chain } = entry;
  const refresh = findBirth(state, token);
  return (
    <FactGroup title="Where from">
      <p>
        {refresh !== null ? (
          <>
            Refresh <ThingLink label={refresh.label} target={{ kind: 'refresh', id: refresh.id }} />:{' '}
            <LabelledText text={tellRefresh(state, refresh).parts.join(' \u00b7 ')} />,{' '}
            {nameContext(refresh.context, model.environment.inspectedTabId)}
          </>
        ) : token.issuedBy !== null && chain !== null && chain.rootSend === token.issuedBy ? (
          `Sign-in: the chain ${tellRoot(chain.rootKind)}`
        ) : token.issuedBy !== null ? (
          'Its issuance was seen'
        ) : model.environment.imported?.kind === 'report' ? (
          'The report does not say how it was issued'
        ) : (
          'Its issuance was not seen: it came before the watch began, or in a body that could not be read'
        )}
        .
      </p>
      {chain !== null && (
        <p>
          Chain <ThingLink label={chain.label} target={{ kind: 'chain', id: chain.id }} />
          {token.replacedBy !== null && (
            <>
              , replaced by <TokenLink id={token.replacedBy} />
            </>
          )}
        </p>
      )}
      <p class="muted">{`Seen in ${token.contexts.map((context) => nameContext(context, model.environment.inspectedTabId)).join(', ') || 'no known place'}`}</p>
    </FactGroup>
  );
}

/** The id of a refresh is the id of its send. */
function findBirth(state: ToldState, token: Token): Refresh | null {
  return token.issuedBy === null ? null : (state.refresh.get(token.issuedBy) ?? null);
}
