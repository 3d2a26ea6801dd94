import type { JSX } from 'preact';
import type { Token } from '../../engine/token';
import { Untrusted } from '../label/untrusted';
import { Fact, FactGroup } from './fact';

const MAX_ENDPOINTS = 12;

/** Where it went, how it rode, and what was answered. */
export function SentTo({ token }: { readonly token: Token }): JSX.Element {
  const ambiguous = token.presentations - token.accepted - token.rejected;
  const answers = [
    `${token.accepted} accepted`,
    `${token.rejected} rejected`,
    ambiguous > 0 ? `${ambiguous} unclear` : null,
    token.presentationsAfterExpiry > 0 ? `${token.presentationsAfterExpiry} after its expiry` : null,
  ];
  return (
    <FactGroup title="Sent to">
      {token.presentations === 0 ? (
        <p class="muted">No request has carried it yet.</p>
      ) : (
        <dl class="facts">
          <Fact name="Requests">{`${token.presentations}: ${answers.filter((answer) => answer !== null).join(', ')}`}</Fact>
          <Fact name="Endpoints">
            {token.endpoints.length === 0 && 'not known'}
            {token.endpoints.slice(-MAX_ENDPOINTS).map((endpoint) => (
              <span key={endpoint} class="line">
                <Untrusted text={endpoint.replace('https://', '')} maxChars={160} />
              </span>
            ))}
          </Fact>
          <Fact name="Carriers">{token.carriers.join(', ')}</Fact>
        </dl>
      )}
    </FactGroup>
  );
}
