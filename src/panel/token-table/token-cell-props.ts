import type { TokenEntry } from '../model/token-entry';

/** What every cell of a token's row is given. */
export type TokenCellProps = {
  readonly entry: TokenEntry;
  readonly hasIssuerColumn: boolean;
  /** Picked for a comparison. */
  readonly isPicked: boolean;
};
