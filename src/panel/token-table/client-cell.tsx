import type { JSX } from 'preact';
import { showUntrusted } from '../../base/show-untrusted';
import { Cell } from '../grid/cell';
import { Untrusted } from '../label/untrusted';
import { nameIssuer } from '../model/client-name';
import type { TokenCellProps } from './token-cell-props';

const DASH = '\u2014';
const MAX_CHARS = 80;

/** With the issuer behind it where the dock leaves no column for that. The tooltip has both whole. */
export function ClientCell({ entry, hasIssuerColumn }: TokenCellProps): JSX.Element {
  const { client } = entry;
  const issuer = nameIssuer(entry.token, entry.chain);
  const hint = `client ${showUntrusted(client ?? 'unknown')}\nissuer ${showUntrusted(issuer ?? 'unknown')}`;
  const isIssuerHere = !hasIssuerColumn && issuer !== null;
  return (
    <Cell class="col-client" title={hint}>
      {client === null ? <span class="muted">{DASH}</span> : <Untrusted text={client} maxChars={MAX_CHARS} />}
      {isIssuerHere && (
        <span class="muted">
          {' \u00b7 '}
          <Untrusted text={issuer} maxChars={MAX_CHARS} />
        </span>
      )}
    </Cell>
  );
}

export function IssuerCell({ entry }: TokenCellProps): JSX.Element {
  const issuer = nameIssuer(entry.token, entry.chain);
  return (
    <Cell class="col-issuer" title={issuer === null ? undefined : showUntrusted(issuer)}>
      {issuer === null ? <span class="muted">{DASH}</span> : <Untrusted text={issuer} maxChars={MAX_CHARS} />}
    </Cell>
  );
}
