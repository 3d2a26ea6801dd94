import type { JSX } from 'preact';
import { STATE_NAMES } from '../../report/state-words';
import { LifeBar } from '../label/life-bar';
import { SeverityBadge } from '../label/severity-badge';
import { ThingLink } from '../label/thing-link';
import { usePanel } from '../model/panel-context';
import type { TokenEntry } from '../model/token-entry';
import { readMoment, readSoftShare } from '../model/token-phase';
import { ROLE_PHRASES } from '../words/token-words';
import { Claims } from './claims';
import { Fact, FactGroup } from './fact';
import { LifetimeFacts } from './lifetime-facts';
import { OriginStory } from './origin-story';
import { SentTo } from './sent-to';

export function TokenDetail({ entry }: { readonly entry: TokenEntry }): JSX.Element {
  const model = usePanel();
  const { token } = entry;
  const moment = readMoment(model.feed.value.state, entry, model.nowMs.value);
  return (
    <>
      <h2>
        <span class="token-label">{token.label}</span>{' '}
        <span class="muted">{`${ROLE_PHRASES[token.role]}, ${STATE_NAMES[moment.state]}`}</span>
      </h2>
      <p class="detail-bar">
        <LifeBar phase={moment.phase} share={moment.share} softShare={readSoftShare(entry)} />
        <span class={`countdown phase-${moment.phase}`}>{moment.text}</span>
      </p>
      <LifetimeFacts entry={entry} />
      <OriginStory entry={entry} />
      <SentTo token={token} />
      <TokenFindings entry={entry} />
      <Claims token={token} />
      <Identity entry={entry} />
    </>
  );
}

function TokenFindings({ entry }: { readonly entry: TokenEntry }): JSX.Element | null {
  if (entry.findings.length === 0) return null;
  return (
    <FactGroup title="Findings">
      <ul>
        {entry.findings.map((finding) => (
          <li key={finding.key}>
            <SeverityBadge severity={finding.severity} />{' '}
            <ThingLink label={finding.title} target={{ kind: 'finding', id: finding.key }} />
          </li>
        ))}
      </ul>
    </FactGroup>
  );
}

const FORMATS = {
  jws: 'signed JWT',
  jwe: 'encrypted JWT: its payload cannot be read here',
  opaque: 'opaque: no JWT',
} as const;
const SHOWN_FINGERPRINT_CHARS = 8;

function Identity({ entry }: { readonly entry: TokenEntry }): JSX.Element {
  const { token } = entry;
  return (
    <FactGroup title="Identity">
      <dl class="facts">
        <Fact name="Format">{FORMATS[token.format]}</Fact>
        <Fact name="Role" hint={`Evidence K${token.roleRow}`}>{`${token.role}, ${token.roleStrength}`}</Fact>
        {token.boundTo !== null && <Fact name="Bound">to a key: only its holder can use it</Fact>}
        <Fact name="Fingerprint" hint="Keyed hash of the token, first 8 of 32 digits">
          <span class="mono">{token.id.slice(0, SHOWN_FINGERPRINT_CHARS)}</span>
        </Fact>
      </dl>
      <p class="muted">The signature is never kept: what is stored here cannot be used as a token.</p>
    </FactGroup>
  );
}
