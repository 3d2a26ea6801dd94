// The selected token, refresh or request as a short story, or two tokens side by side.

import type { JSX } from 'preact';
import { usePanel } from '../model/panel-context';
import { isPair } from '../model/picked-pair';
import { Comparison } from './comparison';
import { RefreshDetail } from './refresh-detail';
import { SendDetail } from './send-detail';
import { TokenDetail } from './token-detail';

export function DetailStory(): JSX.Element {
  const model = usePanel();
  const picked = model.picked.value;
  if (isPair(picked)) {
    const { token } = model.feed.value.state;
    return <Comparison pair={picked.flatMap((id) => token.get(id) ?? [])} />;
  }
  const selection = model.selection.value;
  const entry = selection?.kind === 'token' ? model.entriesById.value.get(selection.id) : undefined;
  if (entry !== undefined) return <TokenDetail entry={entry} />;
  const refresh = selection?.kind === 'refresh' ? model.feed.value.state.refresh.get(selection.id) : undefined;
  if (refresh !== undefined) return <RefreshDetail refresh={refresh} />;
  const send = selection?.kind === 'send' ? model.feed.value.state.send.get(selection.id) : undefined;
  if (send !== undefined) return <SendDetail send={send} />;
  return <p class="empty-text">Not in this scope, or dropped to keep memory bounded.</p>;
}
