// What the user put aside: counted, listed, and one click from being heard again.

import type { JSX } from 'preact';
import type { Mute } from '../../rules/muted';
import { Untrusted } from '../label/untrusted';
import { usePanel } from '../model/panel-context';
import { FindingItem } from './finding-item';
import { Fold } from './fold';

/** Also shown without a finding: what is muted now will be muted when it comes. */
export function MutedGroup(): JSX.Element | null {
  const model = usePanel();
  const { muted } = model.feed.value;
  const findings = model.mutedRows.value;
  if (muted.length === 0) return null;
  return (
    <Fold title="Muted" count={model.mutedFindings.value.length}>
      <ul class="mute-list">
        {muted.map((mute) => (
          <MuteLine key={`${mute.by} ${mute.name}`} mute={mute} />
        ))}
      </ul>
      {findings.map((finding) => (
        <FindingItem key={finding.key} finding={finding} />
      ))}
    </Fold>
  );
}

function MuteLine({ mute }: { readonly mute: Mute }): JSX.Element {
  const { feed } = usePanel().environment;
  return (
    <li>
      <span class="muted">{mute.by}</span> <Untrusted text={mute.name} maxChars={120} />{' '}
      <button type="button" class="link" onClick={() => feed.mute(mute, false)}>
        Unmute<span class="visually-hidden">{` ${mute.by} ${mute.name}`}</span>
      </button>
    </li>
  );
}
