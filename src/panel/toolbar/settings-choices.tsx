// By which session limits the rules judge, which the worker keeps; and where the views begin.

import type { JSX } from 'preact';
import { DEFAULT_PROFILE, isProfileName, PROFILE_NAMES, type ProfileName } from '../../engine/profile';
import { patchLayout } from '../model/layout';
import { usePanel } from '../model/panel-context';

const SELECT_ID = 'profile';

const PROFILES: Readonly<Record<ProfileName, string>> = {
  aal1: 'AAL1: 30 days, no idle limit',
  aal2: 'AAL2: 24 hours, 1 hour idle',
  aal3: 'AAL3: 12 hours, 15 minutes idle',
};

function PreserveLog(): JSX.Element {
  const model = usePanel();
  return (
    <>
      <label class="check">
        <input
          type="checkbox"
          checked={model.layout.value.isLogPreserved}
          onChange={(event) => patchLayout(model, { isLogPreserved: event.currentTarget.checked })}
        />
        Preserve log
      </label>
      <p class="muted">
        Off, the views begin at this tab{'\u2019'}s last page load. Nothing is forgotten, and what is still in use
        stays.
      </p>
    </>
  );
}

function CompactLanes(): JSX.Element {
  const model = usePanel();
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={model.layout.value.hasCompactLanes}
        onChange={(event) => patchLayout(model, { hasCompactLanes: event.currentTarget.checked })}
      />
      Compact lanes in the timeline
    </label>
  );
}

export function SettingsChoices(): JSX.Element {
  const { environment, feed } = usePanel();
  const profile = feed.value.status?.profile ?? DEFAULT_PROFILE;
  const isSettled = environment.imported?.kind === 'report';
  const choose = (value: string): void => {
    if (isProfileName(value)) environment.feed.setProfile(value);
  };
  return (
    <>
      <label for={SELECT_ID}>Session limits</label>
      <select
        id={SELECT_ID}
        value={profile}
        disabled={isSettled}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {PROFILE_NAMES.map((name) => (
          <option key={name} value={name}>
            {PROFILES[name]}
          </option>
        ))}
      </select>
      <p class="muted">
        {isSettled
          ? 'A report is as it was judged: it does not hold what judging it again would need.'
          : 'Levels of NIST SP 800-63B. Sessions that last longer become findings.'}
      </p>
      <PreserveLog />
      <CompactLanes />
    </>
  );
}
