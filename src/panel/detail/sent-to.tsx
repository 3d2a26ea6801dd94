import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { SendId } from '../../engine/ids';
import type { Send } from '../../engine/send';
import type { Token } from '../../engine/token';
import { Untrusted } from '../label/untrusted';
import { listCarriers } from '../model/list-carriers';
import { usePanel } from '../model/panel-context';
import { Fact, FactGroup } from './fact';
import { SendLinks } from './send-links';

const MAX_ENDPOINTS = 12;
const MAX_SENDS = 6;

/** Where it went, how it rode, and what was answered; the last requests one by one. */
export function SentTo({ token }: { readonly token: Token }): JSX.Element {
  const { state } = usePanel().feed.value;
  const last = useMemo(() => findLastSends(state.send, token), [state, token]);
  const ambiguous = token.presentations - token.accepted - token.rejected;
  const answers = [
    `${token.accepted} accepted`,
    `${token.rejected} refused`,
    ambiguous > 0 ? `${ambiguous} unclear` : null,
    token.presentationsAfterExpiry > 0 ? `${token.presentationsAfterExpiry} after its expiry` : null,
  ];
  return (
    <FactGroup title="Sent to">
      {token.presentations === 0 ? (
        <p class="muted">No request has carried it yet.</p>
      ) : (
        <dl class="facts">
          <Fact name="Requests">{`${token.presentations} carried it: ${answers.filter((answer) => answer !== null).join(', ')}`}</Fact>
          <Fact name="Endpoints">
            {token.endpoints.length === 0 && 'not known'}
            {token.endpoints.slice(-MAX_ENDPOINTS).map((endpoint) => (
              <span key={endpoint} class="line">
                <Untrusted text={endpoint.replace('https://', '')} maxChars={160} />
              </span>
            ))}
          </Fact>
          <Fact name="Carried in">{listCarriers(token).join(', ')}</Fact>
          {last.length > 0 && (
            <Fact name={last.length === 1 ? 'Last' : `Last ${last.length}`}>
              <SendLinks ids={last} />
            </Fact>
          )}
        </dl>
      )}
    </FactGroup>
  );
}

const findLastSends = (sends: ReadonlyMap<SendId, Send>, { id }: Token): readonly SendId[] =>
  [...sends.values()]
    .filter(({ presented }) => presented.some(({ token }) => token === id))
    .sort((a, b) => a.startMs - b.startMs)
    .slice(-MAX_SENDS)
    .map((send) => send.id);
