import type { JSX } from 'preact';
import type { Token } from '../../engine/token';
import { ThingLink } from '../label/thing-link';
import { Untrusted } from '../label/untrusted';
import { type ClaimDifference, compareWithPredecessor } from '../model/compare-claims';
import { usePanel } from '../model/panel-context';
import { comparePair } from '../model/select-in-panel';
import { writePath } from '../words/claim-path';
import { writeJson } from '../words/write-json';

const MAX_SHOWN = 20;
const MAX_CHARS = 200;

/** What the refresh changed in the claims beside the times; absent when it replaced no token, one line when nothing did. */
export function ClaimChanges({ token }: { readonly token: Token }): JSX.Element | null {
  const model = usePanel();
  const compared = compareWithPredecessor(model.feed.value.state, token);
  if (compared === null) return null;
  const { predecessor, changes } = compared;
  return (
    <section class="fact-group">
      <h3>
        Changed since <ThingLink label={predecessor.label} target={{ kind: 'token', id: predecessor.id }} />
      </h3>
      {changes.length === 0 ? (
        <p class="muted">Nothing but times and identifiers.</p>
      ) : (
        <dl class="claims">
          {changes.slice(0, MAX_SHOWN).map((change) => (
            <Change key={writePath(change.path)} change={change} />
          ))}
        </dl>
      )}
      <button type="button" class="link" onClick={() => comparePair(model, predecessor.id, token.id)}>
        Compare side by side
      </button>
    </section>
  );
}

function Change({ change }: { readonly change: ClaimDifference }): JSX.Element {
  return (
    <div class="claim">
      <dt>
        <Untrusted text={writePath(change.path)} maxChars={60} />
      </dt>
      <dd class="muted">
        <Untrusted text={describeChange(change)} maxChars={MAX_CHARS} />
      </dd>
    </div>
  );
}

function describeChange({ kind, before }: ClaimDifference): string {
  if (kind === 'gone' || kind === 'new') return kind;
  return `was ${before === undefined ? 'absent' : writeJson(before)}`;
}
