import type { JSX } from 'preact';
import type { SendId } from '../../engine/ids';
import { ThingLink } from '../label/thing-link';
import { Untrusted } from '../label/untrusted';
import { usePanel } from '../model/panel-context';
import { writeStatus } from '../words/send-words';
import { writeMoment } from '../words/write-time';

const MAX_SHOWN = 8;

/** Requests, one a line: when, which, and what was answered. Those no longer held are counted. */
export function SendLinks({ ids }: { readonly ids: readonly SendId[] }): JSX.Element {
  const model = usePanel();
  const held = ids.flatMap((id) => model.feed.value.state.send.get(id) ?? []);
  const shown = held.slice(-MAX_SHOWN);
  const more = ids.length - shown.length;
  return (
    <>
      {shown.map((send) => (
        <span key={send.id} class="line">
          <ThingLink label={writeMoment(send.startMs, model.todayMs.value)} target={{ kind: 'send', id: send.id }} />{' '}
          <Untrusted text={`${send.method} ${send.pathTemplate}`} maxChars={60} />{' '}
          <span class="muted">
            <Untrusted text={writeStatus(send)} maxChars={60} />
          </span>
        </span>
      ))}
      {more > 0 && <span class="line muted">{`${more} more, no longer held or not shown`}</span>}
    </>
  );
}
