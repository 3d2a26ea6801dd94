// What stands in each column for one token.

import type { FunctionComponent, JSX } from 'preact';
import { writeSpan } from '../../base/write-duration';
import { METHOD_NAMES, METHOD_PHRASES } from '../../report/lifetime-words';
import { Cell } from '../grid/cell';
import { SeverityBadge } from '../label/severity-badge';
import { ThingLink } from '../label/thing-link';
import { listCarriers } from '../model/list-carriers';
import { usePanel } from '../model/panel-context';
import type { SortKey } from '../model/token-order';
import { nameContext } from '../words/context-words';
import { ROLE_NAMES, ROLE_PHRASES } from '../words/token-words';
import { ClientCell, IssuerCell } from './client-cell';
import { ExpiryCell, StateCell, TokenMark } from './moment-cells';
import type { TokenCellProps } from './token-cell-props';

export const TOKEN_CELLS: Readonly<Record<SortKey, FunctionComponent<TokenCellProps>>> = {
  token: NameCell,
  client: ClientCell,
  issuer: IssuerCell,
  expiry: ({ entry }) => <ExpiryCell entry={entry} />,
  state: ({ entry }) => <StateCell entry={entry} />,
  lifetime: LifetimeCell,
  uses: UsesCell,
  carriers: CarriersCell,
  tabs: TabsCell,
  chain: ChainCell,
  findings: FindingsCell,
};

function NameCell({ entry, isPicked }: TokenCellProps): JSX.Element {
  const { token } = entry;
  return (
    <Cell class="col-token">
      <TokenMark entry={entry} />
      <span class="token-label">{token.label}</span>
      <span class="muted" title={`${ROLE_PHRASES[token.role]} (${token.roleStrength})`}>
        {ROLE_NAMES[token.role]}
      </span>
      {isPicked && (
        <span class="pick-mark" title="Picked for a comparison">
          <span aria-hidden="true">{'\u21c4'}</span>
          <span class="visually-hidden">picked for a comparison</span>
        </span>
      )}
    </Cell>
  );
}

function LifetimeCell({ entry }: TokenCellProps): JSX.Element {
  const { lifetimeSec, method } = entry.lifetime;
  return (
    <Cell class="col-lifetime" title={METHOD_PHRASES[method]}>
      {lifetimeSec === null ? <span class="muted">not announced</span> : writeSpan(lifetimeSec)}
      {lifetimeSec !== null && <span class="muted lifetime-method"> {METHOD_NAMES[method]}</span>}
    </Cell>
  );
}

function UsesCell({ entry }: TokenCellProps): JSX.Element {
  const { accepted, rejected, presentations, presentationsAfterExpiry } = entry.token;
  const late = presentationsAfterExpiry > 0 ? `, ${presentationsAfterExpiry} after its expiry` : '';
  const requests = presentations === 1 ? '1 request' : `${presentations} requests`;
  const hint = `${requests} carried it: ${accepted} accepted, ${rejected} refused${late}`;
  return (
    <Cell class="col-uses" title={hint}>
      {accepted}
      <span class="muted"> / </span>
      <span class={rejected > 0 ? 'uses-rejected' : 'muted'}>{rejected}</span>
      {presentationsAfterExpiry > 0 && <span class="uses-late">{` / ${presentationsAfterExpiry} late`}</span>}
    </Cell>
  );
}

function CarriersCell({ entry }: TokenCellProps): JSX.Element {
  const words = listCarriers(entry.token).join(', ');
  return (
    <Cell class="col-carriers" title={words}>
      <span class="muted">{words}</span>
    </Cell>
  );
}

function TabsCell({ entry }: TokenCellProps): JSX.Element {
  const { inspectedTabId } = usePanel().environment;
  const words = entry.token.contexts.map((context) => nameContext(context, inspectedTabId)).join(', ');
  return (
    <Cell class="col-tabs" title={words}>
      <span class="muted">{words}</span>
    </Cell>
  );
}

function ChainCell({ entry: { chain } }: TokenCellProps): JSX.Element {
  return (
    <Cell class="col-chain">
      {chain === null ? (
        <span class="muted">{'\u2014'}</span>
      ) : (
        <ThingLink label={chain.label} target={{ kind: 'chain', id: chain.id }} isInGrid />
      )}
    </Cell>
  );
}

function FindingsCell({ entry }: TokenCellProps): JSX.Element {
  const [worst, ...others] = entry.findings;
  return (
    <Cell class="col-findings" title={entry.findings.map(({ title }) => title).join('\n')}>
      {worst !== undefined && <SeverityBadge severity={worst.severity} />}
      {others.length > 0 && <span class="muted"> +{others.length}</span>}
    </Cell>
  );
}
