import type { JSX } from 'preact';
import { showUntrusted } from '../../base/show-untrusted';
import { findMute, type Mute } from '../../rules/muted';
import { usePanel } from '../model/panel-context';
import type { Finding } from '../model/read-finding';

/** Puts aside what the finding stands for, or takes it back: by its rule everywhere, or all about its origin. */
export function MuteButtons({ finding }: { readonly finding: Finding }): JSX.Element {
  const { environment, feed } = usePanel();
  const current = findMute(feed.value.muted, finding);
  if (current !== null)
    return (
      <p class="mute-buttons">
        <button type="button" class="action" onClick={() => environment.feed.mute(current, false)}>
          {current.by === 'rule' ? 'Unmute this rule' : `Unmute ${showUntrusted(current.name, 60)}`}
        </button>
      </p>
    );
  const mute = (by: Mute['by'], name: string): void => environment.feed.mute({ by, name }, true);
  const { origin } = finding;
  return (
    <p class="mute-buttons">
      <button
        type="button"
        class="action"
        title="Its findings move to the group Muted, on all origins, until you unmute it"
        onClick={() => mute('rule', finding.rule)}
      >
        Mute this rule
      </button>
      {origin !== null && (
        <button
          type="button"
          class="action"
          title="All findings about this origin move to the group Muted until you unmute it"
          onClick={() => mute('origin', origin)}
        >
          {`Mute ${showUntrusted(origin, 60)}`}
        </button>
      )}
    </p>
  );
}
