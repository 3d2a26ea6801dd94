import type { JSX } from 'preact';
import { Cell } from '../grid/cell';
import { Untrusted } from '../label/untrusted';
import { nameClient, nameIssuer } from '../model/client-name';
import { usePanel } from '../model/panel-context';
import type { TokenEntry } from '../model/token-entry';
import { showUntrusted } from '../words/show-untrusted';

const DASH = '\u2014';

/** Client before issuer; both may be 40 characters and more, so the tooltip has them whole. */
export function ClientCell({ entry }: { readonly entry: TokenEntry }): JSX.Element {
  const client = nameClient(usePanel().feed.value.state, entry.token, entry.chain);
  const issuer = nameIssuer(entry.token, entry.chain);
  const hint = `client ${showUntrusted(client ?? 'unknown')}\nissuer ${showUntrusted(issuer ?? 'unknown')}`;
  return (
    <Cell class="col-client" title={hint}>
      {client === null && issuer === null ? (
        <span class="muted">{DASH}</span>
      ) : (
        <>
          <Untrusted text={client ?? DASH} maxChars={60} />
          <span class="muted">
            {' \u00b7 '}
            <Untrusted text={issuer ?? DASH} maxChars={80} />
          </span>
        </>
      )}
    </Cell>
  );
}
