// The verdict that QA wants, over the log that proves it: one line, and the figures behind it.

import { useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import type { SilentRefresh } from '../../report/silent-refresh';
import { listSilentFacts, VERDICT_WORDS, writeThresholds } from '../../report/write-silent-refresh';
import { Fact } from '../detail/fact';
import { patchLayout } from '../model/layout';
import { usePanel } from '../model/panel-context';
import { nameContext } from '../words/context-words';
import { CopyVerdict } from './copy-verdict';
import { LeadHistogram } from './lead-histogram';
import { readSilentRefresh } from './read-silent';

const FIGURES_ID = 'verdict-figures';

/** Absent while no refresh was seen at all. */
export function SilentVerdict(): JSX.Element | null {
  const model = usePanel();
  const judged = useComputed(() => readSilentRefresh(model));
  if (model.refreshes.value.length === 0) return null;
  const silent = judged.value;
  const decider = silent.checks.find(({ name }) => name === silent.decidedBy);
  const isOpen = model.layout.value.isVerdictOpen;
  const toggle = (): void => patchLayout(model, { isVerdictOpen: !isOpen });
  return (
    <section class="verdict" aria-label="Silent refresh" data-testid="verdict" data-verdict={silent.verdict}>
      <div class="verdict-line">
        <button
          type="button"
          class="tool verdict-toggle"
          aria-expanded={isOpen}
          aria-controls={FIGURES_ID}
          aria-label="Figures"
          title="Show or hide the figures"
          onClick={toggle}
        >
          <span class={isOpen ? 'caret caret-open' : 'caret'} aria-hidden="true" />
        </button>
        <strong class={`verdict-word verdict-${silent.verdict}`}>{VERDICT_WORDS[silent.verdict]}</strong>
        <span class="verdict-reason">
          {silent.reason}
          {decider !== undefined && <span class="muted">{` Decided by: ${writeThresholds(decider)}.`}</span>}
        </span>
        <CopyVerdict silent={silent} />
      </div>
      <div id={FIGURES_ID}>{isOpen && <Figures silent={silent} />}</div>
    </section>
  );
}

function Figures({ silent }: { readonly silent: SilentRefresh }): JSX.Element {
  const { inspectedTabId } = usePanel().environment;
  const facts = listSilentFacts(silent, (context) => nameContext(context, inspectedTabId));
  return (
    <div class="verdict-figures">
      <dl class="facts">
        {facts.map(({ name, text }) => (
          <Fact key={name} name={name}>
            {text}
          </Fact>
        ))}
      </dl>
      {silent.leadTimes !== null && <LeadHistogram bins={silent.leadTimes.bins} />}
    </div>
  );
}
