import type { JSX } from 'preact';
import { assertNever } from '../../base/assert-never';
import type { Refresh } from '../../engine/refresh';
import type { Token } from '../../engine/token';
import { LabelledText } from '../label/labelled-text';
import { OtherDay } from '../label/other-day';
import { ThingLink } from '../label/thing-link';
import { ToneMark } from '../label/tone-mark';
import type { ChainRow, CredentialRow, FoldRow, UseRow } from '../model/chain-tree';
import type { RowLines } from '../model/lay-lanes';
import { usePanel } from '../model/panel-context';
import { tellRefresh } from '../model/read-refresh-facts';
import { EVIDENCE_PHRASES } from '../words/chain-words';
import { writeClock } from '../words/write-time';
import { CredentialState } from './credential-state';
import { LaneGraph } from './lane-graph';

type ChainTreeRowProps = {
  readonly row: ChainRow;
  readonly lines: RowLines | undefined;
  readonly laneCount: number;
  readonly onUnfold: (key: string) => void;
};

export function ChainTreeRow({ row, lines, laneCount, onUnfold }: ChainTreeRowProps): JSX.Element {
  const graph = lines === undefined ? null : <LaneGraph lines={lines} laneCount={laneCount} node={readNode(row)} />;
  switch (row.kind) {
    case 'credential':
      return (
        <li class="chain-row" data-testid="chain-token" data-label={row.token.label}>
          {graph}
          <CredentialCells row={row} />
        </li>
      );
    case 'use':
      return (
        <li class="chain-row" data-testid="chain-use" data-label={row.refresh.label}>
          {graph}
          <UseCells row={row} />
        </li>
      );
    case 'fold':
      return (
        <li class="chain-row chain-fold">
          {graph}
          <FoldButton row={row} onUnfold={onUnfold} />
        </li>
      );
    default:
      return assertNever(row);
  }
}

function readNode(row: ChainRow): 'head' | 'past' | 'use' | 'fold' {
  if (row.kind === 'credential') return row.isHead ? 'head' : 'past';
  return row.kind;
}

function CredentialCells({ row }: { readonly row: CredentialRow }): JSX.Element {
  const { token, edge, refresh } = row;
  const atMs = refresh?.startMs ?? token.issuedAtMs ?? token.firstSeenMs;
  return (
    <>
      <span class="chain-label">
        <ThingLink label={token.label} target={{ kind: 'token', id: token.id }} />
        <CredentialState token={token} />
      </span>
      <Minted tokens={row.minted} />
      <span class="mono muted chain-time">{writeClock(atMs)}</span>
      <span class="chain-evidence muted" title={edge === null ? undefined : EVIDENCE_PHRASES[edge.evidence]}>
        {edge?.evidence}
      </span>
      <span class="chain-words">
        <OtherDay atMs={atMs} />
        {refresh === null ? describeArrival(row) : <RefreshSentence refresh={refresh} />}
      </span>
    </>
  );
}

/** For a credential that no observed refresh brought. */
function describeArrival({ edge, token }: CredentialRow): string {
  if (edge !== null) return 'its refresh was not seen';
  return token.issuedBy === null ? 'first seen; its issuance was not' : 'issued at the sign-in';
}

function UseCells({ row }: { readonly row: UseRow }): JSX.Element {
  return (
    <>
      <span class="chain-label" />
      <Minted tokens={row.minted} />
      <span class="mono muted chain-time">{writeClock(row.refresh.startMs)}</span>
      <span class="chain-evidence" />
      <span class="chain-words">
        <OtherDay atMs={row.refresh.startMs} />
        <RefreshSentence refresh={row.refresh} />
      </span>
    </>
  );
}

function RefreshSentence({ refresh }: { readonly refresh: Refresh }): JSX.Element {
  const words = tellRefresh(usePanel().feed.value.state, refresh);
  return (
    <>
      <ThingLink label={refresh.label} target={{ kind: 'refresh', id: refresh.id }} />{' '}
      {words.tone !== 'good' && <ToneMark tone={words.tone} />}{' '}
      <span class={`tone-${words.tone}`}>
        <LabelledText text={words.parts.join(' \u00b7 ')} />
      </span>
    </>
  );
}

function Minted({ tokens }: { readonly tokens: readonly Token[] }): JSX.Element {
  return (
    <span class="chain-minted">
      {tokens.map((token) => (
        <span key={token.id}>
          <ThingLink label={token.label} target={{ kind: 'token', id: token.id }} />
          <CredentialState token={token} />
        </span>
      ))}
    </span>
  );
}

function FoldButton({
  row,
  onUnfold,
}: {
  readonly row: FoldRow;
  readonly onUnfold: (key: string) => void;
}): JSX.Element {
  return (
    <button type="button" class="link" onClick={() => onUnfold(row.key)}>
      {`${row.count} more rotations, ${row.first.label} to ${row.last.label}`}
    </button>
  );
}
