import type { JSX } from 'preact';
import { findChain } from '../../engine/select';
import { LabelledText } from '../label/labelled-text';
import { ThingLink, TokenLink } from '../label/thing-link';
import { Untrusted } from '../label/untrusted';
import { usePanel } from '../model/panel-context';
import type { Finding } from '../model/read-finding';
import { EvidenceLine } from './evidence-line';
import { MuteButtons } from './mute-buttons';

/** Evidence in order of time, other explanations, what to do, and where it is written. */
export function FindingDetail({ finding }: { readonly finding: Finding }): JSX.Element {
  return (
    <div class="finding-detail">
      <Subjects finding={finding} />
      {finding.evidence.length > 0 && (
        <>
          <h4>Evidence</h4>
          <ol class="evidence">
            {finding.evidence.map((line, place) => (
              <EvidenceLine key={place} line={line} finding={finding} />
            ))}
          </ol>
        </>
      )}
      {finding.alternatives.length > 0 && (
        <>
          <h4>What else could explain it</h4>
          <ul>
            {finding.alternatives.map((text) => (
              <li key={text}>
                <LabelledText text={text} />
              </li>
            ))}
          </ul>
        </>
      )}
      <h4>What to do</h4>
      <p>{finding.remediation}</p>
      <p class="muted finding-references">{[finding.rule, ...finding.references].join(' \u00b7 ')}</p>
      <MuteButtons finding={finding} />
    </div>
  );
}

const MAX_SUBJECTS = 12;

function Subjects({ finding }: { readonly finding: Finding }): JSX.Element {
  const { state } = usePanel().feed.value;
  const chain = findChain(state, finding);
  const hidden = finding.tokens.length - MAX_SUBJECTS;
  return (
    <p class="finding-subjects">
      {finding.tokens.slice(0, MAX_SUBJECTS).map((id) => (
        <TokenLink key={id} id={id} />
      ))}
      {hidden > 0 && <span class="muted">{`and ${hidden} more`}</span>}
      {finding.refreshes.slice(0, MAX_SUBJECTS).map((id) => {
        const refresh = state.refresh.get(id);
        return refresh && <ThingLink key={id} label={refresh.label} target={{ kind: 'refresh', id }} />;
      })}
      {chain !== undefined && <ThingLink label={chain.label} target={{ kind: 'chain', id: chain.id }} />}
      {finding.origin !== null && (
        <span class="muted">
          <Untrusted text={finding.origin} maxChars={120} />
        </span>
      )}
    </p>
  );
}
