// The answer first: what expires next, how the last refresh went, whether silent refresh works, what is worst.

import type { ComponentChildren, JSX } from 'preact';
import { showUntrusted } from '../../base/show-untrusted';
import { usePanel } from '../model/panel-context';
import { tellRefresh } from '../model/read-refresh-facts';
import { selectInPanel } from '../model/select-in-panel';
import { type Answer, answerFindings, answerLastRefresh, answerSilent, tellNothingFound } from '../model/strip-answers';

export function AnswerStrip(): JSX.Element {
  return (
    <section class="strip" aria-label="Answers">
      <NextExpiry />
      <LastRefresh />
      <SilentRefresh />
      <WorstFinding />
    </section>
  );
}

type AnswerCellProps = {
  readonly title: string;
  /** Opens the evidence; null when there is none yet. */
  readonly onOpen: (() => void) | null;
  readonly children: ComponentChildren;
};

function AnswerCell({ title, onOpen, children }: AnswerCellProps): JSX.Element {
  const content = (
    <>
      <span class="answer-title">{title}</span>
      <span class="answer-text">{children}</span>
    </>
  );
  if (onOpen === null) return <div class="answer">{content}</div>;
  return (
    <button type="button" class="answer" onClick={onOpen}>
      {content}
    </button>
  );
}

function NextExpiry(): JSX.Element {
  const model = usePanel();
  const entry = model.nextExpiry.value;
  if (entry === null) {
    const text = model.tokenEntries.value.length === 0 ? 'No token seen yet.' : 'No live token with a known end.';
    return (
      <AnswerCell title="Next expiry" onOpen={null}>
        {text}
      </AnswerCell>
    );
  }
  const { phase, text } = model.momentOf(entry);
  const open = (): void => {
    model.view.value = 'tokens';
    selectInPanel(model, { kind: 'token', id: entry.token.id });
  };
  return (
    <AnswerCell title="Next expiry" onOpen={open}>
      <span class={`lead phase-${phase.value}`}>{text}</span>
      <span class="rest">
        {[entry.token.label, entry.client]
          .filter((word) => word !== null)
          .map((word) => showUntrusted(word, 40))
          .join(' \u00b7 ')}
      </span>
    </AnswerCell>
  );
}

function LastRefresh(): JSX.Element {
  const model = usePanel();
  const [last] = model.refreshes.value;
  if (last === undefined)
    return (
      <AnswerCell title="Last refresh" onOpen={null}>
        None seen yet.
      </AnswerCell>
    );
  const answer = answerLastRefresh(last, tellRefresh(model.feed.value.state, last));
  const open = (): void => {
    model.view.value = 'refreshes';
    selectInPanel(model, { kind: 'refresh', id: last.id });
  };
  return (
    <AnswerCell title="Last refresh" onOpen={open}>
      <AnswerText answer={answer} />
    </AnswerCell>
  );
}

function SilentRefresh(): JSX.Element {
  const model = usePanel();
  const answer = answerSilent(model.silentTally.value);
  if (answer === null)
    return (
      <AnswerCell title="Silent refresh" onOpen={null}>
        No renewal to judge yet.
      </AnswerCell>
    );
  const open = (): void => {
    model.view.value = 'refreshes';
  };
  return (
    <AnswerCell title="Silent refresh" onOpen={open}>
      <AnswerText answer={answer} />
    </AnswerCell>
  );
}

function WorstFinding(): JSX.Element {
  const model = usePanel();
  const answer = answerFindings(model.severityCounts.value);
  const [worst] = model.findings.value;
  if (answer === null || worst === undefined)
    return (
      <AnswerCell title="Findings" onOpen={null}>
        {tellNothingFound(model.mutedFindings.value.length)}
      </AnswerCell>
    );
  return (
    <AnswerCell title="Findings" onOpen={() => selectInPanel(model, { kind: 'finding', id: worst.key })}>
      <AnswerText answer={answer} />
    </AnswerCell>
  );
}

function AnswerText({ answer }: { readonly answer: Answer }): JSX.Element {
  return (
    <>
      <span class={`lead tone-${answer.tone}`}>{answer.lead}</span>
      <span class="rest" title={showUntrusted(answer.rest)}>
        {showUntrusted(answer.rest)}
      </span>
    </>
  );
}
