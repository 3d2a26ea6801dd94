import type { JSX } from 'preact';
import type { TokenEntry } from '../model/token-entry';
import { TOKEN_CELLS } from './token-cells';
import type { TokenColumn } from './token-columns';

type TokenRowProps = {
  readonly entry: TokenEntry;
  readonly columns: readonly TokenColumn[];
  readonly isPicked: boolean;
};

/** The cells of one token. Only the small cells in moment-cells follow the clock. */
export function TokenRow({ entry, columns, isPicked }: TokenRowProps): JSX.Element {
  const hasIssuerColumn = columns.some(({ key }) => key === 'issuer');
  return (
    <>
      {columns.map(({ key }) => {
        const TokenCell = TOKEN_CELLS[key];
        return <TokenCell key={key} entry={entry} hasIssuerColumn={hasIssuerColumn} isPicked={isPicked} />;
      })}
    </>
  );
}
