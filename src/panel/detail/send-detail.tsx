// A request as a short story: what it carried, what was answered, what came of it. Neither bodies nor queries are kept.

import type { JSX } from 'preact';
import type { Send } from '../../engine/send';
import { ThingLink, TokenLink } from '../label/thing-link';
import { TokenList } from '../label/token-flow';
import { Untrusted } from '../label/untrusted';
import { usePanel } from '../model/panel-context';
import { nameContext } from '../words/context-words';
import { ANSWER_CLASS_PHRASES, BODY_PHRASES, writeStatus } from '../words/send-words';
import { writeLatency } from '../words/write-latency';
import { Fact, FactGroup } from './fact';
import { Instant } from './instant';
import { SendLinks } from './send-links';

export function SendDetail({ send }: { readonly send: Send }): JSX.Element {
  const model = usePanel();
  const refresh = send.refresh === null ? undefined : model.feed.value.state.refresh.get(send.refresh);
  return (
    <>
      <h2>
        <span class="token-label">
          <Untrusted text={`${send.method} ${send.pathTemplate}`} maxChars={80} />
        </span>{' '}
        <span class="muted">request</span>
      </h2>
      <FactGroup title="Request">
        <dl class="facts">
          <Fact name="Started">
            <Instant atMs={send.startMs} />
          </Fact>
          <Fact name="Endpoint">
            <Untrusted text={send.endpoint} maxChars={300} />
          </Fact>
          <Fact name="Where">{nameContext(send.context, model.environment.inspectedTabId)}</Fact>
          {send.presented.length > 0 && (
            <Fact name="Carried">
              {send.presented.map(({ token, carrier, scheme }) => (
                <span key={`${token} ${carrier}`} class="line">
                  <TokenLink id={token} />
                  <span class="muted">{` ${scheme === null ? carrier : `${carrier}, ${scheme}`}`}</span>
                </span>
              ))}
            </Fact>
          )}
          {refresh !== undefined && (
            <Fact name="Refresh">
              <ThingLink label={refresh.label} target={{ kind: 'refresh', id: refresh.id }} />
            </Fact>
          )}
          {send.repeatOf !== null && (
            <Fact name="Repeats">
              <SendLinks ids={[send.repeatOf]} />
            </Fact>
          )}
        </dl>
      </FactGroup>
      <Answer send={send} />
    </>
  );
}

function Answer({ send }: { readonly send: Send }): JSX.Element {
  const { answer, error, challenge, body } = send;
  const latency = writeLatency(send);
  return (
    <FactGroup title="Answer">
      <dl class="facts">
        <Fact name="Status">
          <Untrusted text={writeStatus(send)} />
        </Fact>
        {answer !== null && <Fact name="Read as">{ANSWER_CLASS_PHRASES[answer]}</Fact>}
        {error !== null && error.code !== null && (
          <Fact name="Error">
            <Untrusted text={error.code} />
          </Fact>
        )}
        {challenge !== null && (
          <Fact name="Challenge">
            <Untrusted text={[challenge.scheme, challenge.error].filter((word) => word !== null).join(' ')} />
          </Fact>
        )}
        {latency !== null && <Fact name="Took">{latency}</Fact>}
        {body !== null && <Fact name="Body">{BODY_PHRASES[body]}</Fact>}
        {send.issued.length > 0 && (
          <Fact name="Issued">
            <TokenList ids={send.issued} />
          </Fact>
        )}
        {send.repeats.length > 0 && (
          <Fact name="Sent again">
            <SendLinks ids={send.repeats} />
          </Fact>
        )}
      </dl>
    </FactGroup>
  );
}
