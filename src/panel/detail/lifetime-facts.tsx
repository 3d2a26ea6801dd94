import type { JSX } from 'preact';
import { writeSpan } from '../../base/write-duration';
import { findSkewMs } from '../../engine/clock';
import { readLifetime } from '../../engine/select';
import { METHOD_PHRASES } from '../../report/lifetime-words';
import { usePanel } from '../model/panel-context';
import { writeSkew } from '../model/status-lines';
import type { TokenEntry } from '../model/token-entry';
import { Fact, FactGroup } from './fact';
import { Instant } from './instant';

/** When it was issued, when it ends, how long that is; all by the server's clock, shown in local time. */
export function LifetimeFacts({ entry }: { readonly entry: TokenEntry }): JSX.Element {
  const model = usePanel();
  const { state } = model.feed.value;
  const { token, endsAtMs } = entry;
  const lifetime = readLifetime(state, token);
  const skew = findSkewMs(state, token);
  const issuedMs = token.issuedAtMs ?? (token.iatSec === null ? null : token.iatSec * 1000 - skew.skewMs);
  const clock = skew.isVerified ? `by server time, clock ${writeSkew(skew)}` : 'by this computer\u2019s clock';
  return (
    <FactGroup title="Lifetime">
      <dl class="facts">
        {issuedMs === null ? (
          <Moment name="First seen" atMs={token.firstSeenMs} />
        ) : (
          <Moment name="Issued" atMs={issuedMs} />
        )}
        {endsAtMs === null ? (
          <Fact name="Expires">no announced end</Fact>
        ) : (
          <Moment name="Expires" atMs={endsAtMs} note={clock} />
        )}
        {token.soft !== null && (
          <Moment name="Soft expiry" atMs={token.soft.atSec * 1000 - skew.skewMs} note={`claim ${token.soft.claim}`} />
        )}
        <Fact name="Lifetime">
          {lifetime.lifetimeSec === null ? null : <span class="mono">{writeSpan(lifetime.lifetimeSec)} </span>}
          <span class="muted">{METHOD_PHRASES[lifetime.method]}</span>
        </Fact>
        {token.replacedAtMs !== null && <Moment name="Superseded" atMs={token.replacedAtMs} />}
        {token.refusedAtMs !== null && <Moment name="Refused" atMs={token.refusedAtMs} />}
      </dl>
    </FactGroup>
  );
}

type MomentProps = { readonly name: string; readonly atMs: number; readonly note?: string };

function Moment({ name, ...instant }: MomentProps): JSX.Element {
  return (
    <Fact name={name}>
      <Instant {...instant} />
    </Fact>
  );
}
