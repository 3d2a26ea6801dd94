// Record, clear, scope, filter, roles, import, export, help.

import type { JSX } from 'preact';
import { patchLayout } from '../model/layout';
import { usePanel } from '../model/panel-context';
import { CLEAR_ID, FILTER_ID, RECORD_ID } from '../shell/panel-keys';
import { ExportButton } from './export-button';
import { FacetMenu } from './facet-menu';
import { ImportButton } from './import-button';
import { RoleChips } from './role-chips';
import { ScopeSwitch } from './scope-switch';
import { SettingsButton } from './settings-button';

export function Toolbar(): JSX.Element {
  const model = usePanel();
  return (
    <header class="toolbar">
      <h1 class="visually-hidden">Token Lifeline</h1>
      {model.environment.imported === null && <LiveTools />}
      <input
        id={FILTER_ID}
        class="filter"
        type="search"
        placeholder={'Filter: issuer, client, claim, label\u2026'}
        aria-label="Filter"
        spellcheck={false}
        autocomplete="off"
        value={model.query.value}
        onInput={(event) => {
          model.query.value = event.currentTarget.value;
        }}
      />
      <RoleChips />
      <FacetMenu />
      <span class="spring" />
      <ImportButton />
      <ExportButton />
      <SettingsButton />
      <button
        type="button"
        class="tool"
        aria-label="Help"
        title="Help (?)"
        onClick={() => {
          model.isHelpOpen.value = true;
        }}
      >
        ?
      </button>
    </header>
  );
}

/** A view that leaves something out says so. */
function SinceChip(): JSX.Element | null {
  const model = usePanel();
  if (model.layout.value.isLogPreserved) return null;
  return (
    <button
      type="button"
      class="chip"
      aria-pressed="true"
      title="The log is not preserved: shown is what was seen since this page was loaded. Click to show all"
      onClick={() => patchLayout(model, { isLogPreserved: true })}
    >
      Since page load
    </button>
  );
}

/** What is about watching, which nobody does in a file. */
function LiveTools(): JSX.Element {
  const { environment } = usePanel();
  return (
    <>
      <RecordButton />
      <button
        type="button"
        class="tool"
        id={CLEAR_ID}
        aria-label="Clear"
        title="Forget everything seen so far (Ctrl L)"
        onClick={() => environment.feed.send('clear')}
      >
        <span aria-hidden="true">{'\u2298'}</span>
        <span class="tool-word"> Clear</span>
      </button>
      <span class="divider" />
      <ScopeSwitch />
      <SinceChip />
      <span class="divider divider-late" />
    </>
  );
}

function RecordButton(): JSX.Element {
  const { environment, feed } = usePanel();
  const isPaused = feed.value.status?.isPaused === true;
  const name = isPaused ? 'Resume' : 'Pause';
  return (
    <button
      type="button"
      class="tool record"
      id={RECORD_ID}
      aria-label={name}
      title={isPaused ? 'Recording is paused. Resume (p)' : 'Recording. Pause (p)'}
      onClick={() => environment.feed.send(isPaused ? 'resume' : 'pause')}
    >
      <span class={isPaused ? 'record-mark' : 'record-mark recording'} aria-hidden="true" />
      {isPaused && 'Paused'}
    </button>
  );
}
