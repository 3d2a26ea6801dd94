import type { JSX } from 'preact';
import { writeSpan } from '../../base/write-duration';
import type { Refresh, RefreshType } from '../../engine/refresh';
import { findChain } from '../../engine/select';
import { POSITION_PHRASES, phraseAnswer } from '../../report/verdict-words';
import { LabelledText } from '../label/labelled-text';
import { ThingLink, TokenLink } from '../label/thing-link';
import { TokenFlow } from '../label/token-flow';
import { ToneMark } from '../label/tone-mark';
import { Untrusted } from '../label/untrusted';
import { usePanel } from '../model/panel-context';
import { tellRefresh } from '../model/read-refresh-facts';
import { nameContext } from '../words/context-words';
import { countRefused } from '../words/refresh-words';
import { writeLatency } from '../words/write-latency';
import { Fact, FactGroup } from './fact';
import { Instant } from './instant';
import { SendLinks } from './send-links';

const TYPE_PHRASES: Readonly<Record<RefreshType, string>> = {
  rt_grant: 'refresh token grant',
  rt_custom: 'refresh token in a custom request',
  rt_cookie: 'refresh token in a cookie',
  rt_bearer: 'refresh token in the Authorization header',
  silent_authz: 'silent authorization in a hidden frame',
  sliding_reissue: 'new token with an ordinary answer',
  self_renew: 'the token renewed itself',
};

export function RefreshDetail({ refresh }: { readonly refresh: Refresh }): JSX.Element {
  const model = usePanel();
  const { state } = model.feed.value;
  const words = tellRefresh(state, refresh);
  const chain = findChain(state, refresh);
  return (
    <>
      <h2>
        <span class="token-label">{refresh.label}</span> <span class="muted">{TYPE_PHRASES[refresh.type]}</span>
      </h2>
      <p class="detail-words">
        <ToneMark tone={words.tone} /> <LabelledText text={words.parts.join(' \u00b7 ')} />
      </p>
      <FactGroup title="Request">
        <dl class="facts">
          <Fact name="Started">
            <Instant atMs={refresh.startMs} />
          </Fact>
          <Fact name="Endpoint">
            <Untrusted text={refresh.endpoint} />
          </Fact>
          {state.send.has(refresh.send) && (
            <Fact name="On the wire">
              <ThingLink label="request and answer" target={{ kind: 'send', id: refresh.send }} />
            </Fact>
          )}
          <Fact name="Where">{nameContext(refresh.context, model.environment.inspectedTabId)}</Fact>
          {refresh.renewed !== null && (
            <Fact name={refresh.outcome === 'success' ? 'Renewed' : 'To renew'}>
              <TokenLink id={refresh.renewed} />
              {refresh.remainingSec !== null && <span class="muted">{writeRemaining(refresh.remainingSec)}</span>}
            </Fact>
          )}
          <Fact name="Tokens">
            <TokenFlow refresh={refresh} />
          </Fact>
          {chain !== undefined && (
            <Fact name="Chain">
              <ThingLink label={chain.label} target={{ kind: 'chain', id: chain.id }} />
            </Fact>
          )}
        </dl>
      </FactGroup>
      <FactGroup title="Answer">
        <dl class="facts">
          <Fact name="Status">{refresh.status === null || refresh.status === 0 ? 'none' : String(refresh.status)}</Fact>
          {refresh.errorCode !== null && (
            <Fact name="Error">
              <Untrusted text={refresh.errorCode} />
            </Fact>
          )}
          <Fact name="Took">{writeLatency(refresh) ?? 'no answer yet'}</Fact>
          {refresh.unauthorized.length > 0 && (
            <Fact name="401 before">
              {`${countRefused(refresh)} refused, ${refresh.retried.length} sent again`}
              <SendLinks ids={refresh.unauthorized} />
            </Fact>
          )}
          {refresh.dialect !== null && <Fact name="Auth system">{refresh.dialect}</Fact>}
          {refresh.position !== null && <Fact name="Presented as">{POSITION_PHRASES[refresh.position]}</Fact>}
          {refresh.answer !== null && <Fact name="Read as">{phraseAnswer(refresh)}</Fact>}
        </dl>
      </FactGroup>
    </>
  );
}

function writeRemaining(remainingSec: number): string {
  const span = writeSpan(remainingSec);
  return remainingSec >= 0 ? `, ${span} before its end` : `, ${span} after its end`;
}
