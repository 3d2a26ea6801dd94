import type { JSX } from 'preact';
import type { Token } from '../../engine/token';
import { ThingLink } from '../label/thing-link';
import { Untrusted } from '../label/untrusted';
import { compareWithPredecessor } from '../model/compare-claims';
import { usePanel } from '../model/panel-context';
import { writeJson } from '../words/write-json';

const MAX_SHOWN = 20;
const MAX_CHARS = 200;

/** What the refresh changed in the claims beside the times; absent when it replaced no token, one line when nothing did. */
export function ClaimChanges({ token }: { readonly token: Token }): JSX.Element | null {
  const changes = compareWithPredecessor(usePanel().feed.value.state, token);
  if (changes === null) return null;
  const { predecessor, changed, gone } = changes;
  return (
    <section class="fact-group">
      <h3>
        Changed since <ThingLink label={predecessor.label} target={{ kind: 'token', id: predecessor.id }} />
      </h3>
      {changed.size === 0 && gone.length === 0 ? (
        <p class="muted">Nothing but times and identifiers.</p>
      ) : (
        <dl class="claims">
          {[...changed].slice(0, MAX_SHOWN).map(([name, former]) => (
            <Change key={name} name={name} text={former === null ? 'new' : `was ${writeJson(former)}`} />
          ))}
          {gone.slice(0, MAX_SHOWN).map((name) => (
            <Change key={name} name={name} text="gone" />
          ))}
        </dl>
      )}
    </section>
  );
}

function Change({ name, text }: { readonly name: string; readonly text: string }): JSX.Element {
  return (
    <div class="claim">
      <dt>
        <Untrusted text={name} maxChars={60} />
      </dt>
      <dd class="muted">
        <Untrusted text={text} maxChars={MAX_CHARS} />
      </dd>
    </div>
  );
}
