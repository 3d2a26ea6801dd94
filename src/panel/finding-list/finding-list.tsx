// Findings by severity, worst first. Each says what the browser did and what the server answered, with its evidence. Below
// them what was muted, and what could not be judged.

import type { JSX } from 'preact';
import { SEVERITIES } from '../../rules/finding';
import { usePanel } from '../model/panel-context';
import { tellNothingFound } from '../model/strip-answers';
import { NoMatch } from '../toolbar/no-match';
import { FindingItem } from './finding-item';
import { MutedGroup } from './muted-group';
import { SilentRules } from './silent-rules';

export function FindingList(): JSX.Element {
  const model = usePanel();
  const findings = model.findingRows.value;
  return (
    <div class="scroll" tabIndex={-1}>
      {findings.length === 0 && <NoFindings />}
      {SEVERITIES.map((severity) => {
        const group = findings.filter((finding) => finding.severity === severity);
        if (group.length === 0) return null;
        return (
          <section key={severity} aria-label={`${severity} findings`}>
            <h2 class="finding-heading">
              {severity} <span class="muted">{group.length}</span>
            </h2>
            {group.map((finding) => (
              <FindingItem key={finding.key} finding={finding} />
            ))}
          </section>
        );
      })}
      <MutedGroup />
      <SilentRules />
    </div>
  );
}

function NoFindings(): JSX.Element {
  const model = usePanel();
  if (!model.feed.value.isFilled) return <p class="empty-text">Connecting to the background worker{'\u2026'}</p>;
  if (model.findings.value.length > 0) return <NoMatch thing="finding" />;
  return (
    <div class="empty-text">
      <p>{tellNothingFound(model.mutedFindings.value.length)}</p>
      <p class="muted">
        {model.environment.imported === null
          ? 'This is what passed through this browser while it was watched; it says nothing about other devices, or about requests that were not seen.'
          : 'This is what the file holds; it says nothing about what was not recorded.'}
      </p>
    </div>
  );
}
