import type { JSX } from 'preact';
import { writeSpan } from '../../base/write-duration';
import { readLifetime } from '../../engine/select';
import { Cell } from '../grid/cell';
import { SeverityBadge } from '../label/severity-badge';
import { ThingLink } from '../label/thing-link';
import { usePanel } from '../model/panel-context';
import type { TokenEntry } from '../model/token-entry';
import { METHOD_PHRASES, ROLE_NAMES, ROLE_PHRASES } from '../words/token-words';
import { ClientCell } from './client-cell';
import { ExpiryCell, StateCell, TokenMark } from './moment-cells';

/** The cells of one token. Only the small cells in moment-cells follow the clock. */
export function TokenRow({ entry }: { readonly entry: TokenEntry }): JSX.Element {
  const { token } = entry;
  const lifetime = readLifetime(usePanel().feed.value.state, token);
  return (
    <>
      <Cell class="col-token">
        <TokenMark entry={entry} />
        <span class="token-label">{token.label}</span>
        <span class="muted" title={`${ROLE_PHRASES[token.role]} (${token.roleStrength})`}>
          {ROLE_NAMES[token.role]}
        </span>
      </Cell>
      <ClientCell entry={entry} />
      <ExpiryCell entry={entry} lifetimeSec={lifetime.lifetimeSec} />
      <StateCell entry={entry} />
      <Cell class="col-lifetime" title={METHOD_PHRASES[lifetime.method]}>
        {lifetime.lifetimeSec === null ? <span class="muted">none said</span> : writeSpan(lifetime.lifetimeSec)}
        {lifetime.method === 'observed:first-seen' && <span class="muted">+</span>}
      </Cell>
      <UsesCell entry={entry} />
      <Cell class="col-chain">
        {entry.chain === null ? (
          <span class="muted">{'\u2014'}</span>
        ) : (
          <ThingLink label={entry.chain.label} target={{ kind: 'chain', id: entry.chain.id }} isInGrid />
        )}
      </Cell>
      <FindingsCell entry={entry} />
    </>
  );
}

function UsesCell({ entry }: { readonly entry: TokenEntry }): JSX.Element {
  const { accepted, rejected, presentations, presentationsAfterExpiry } = entry.token;
  const late = presentationsAfterExpiry > 0 ? `, ${presentationsAfterExpiry} after its expiry` : '';
  const hint = `${presentations} requests carried it: ${accepted} accepted, ${rejected} rejected${late}`;
  return (
    <Cell class="col-uses" title={hint}>
      {accepted}
      <span class="muted"> / </span>
      <span class={rejected > 0 ? 'uses-rejected' : 'muted'}>{rejected}</span>
    </Cell>
  );
}

function FindingsCell({ entry }: { readonly entry: TokenEntry }): JSX.Element {
  const [worst, ...others] = entry.findings;
  return (
    <Cell class="col-findings" title={entry.findings.map((finding) => finding.rule).join('\n')}>
      {worst !== undefined && <SeverityBadge severity={worst.severity} />}
      {others.length > 0 && <span class="muted"> +{others.length}</span>}
    </Cell>
  );
}
