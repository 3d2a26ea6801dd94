import type { JSX } from 'preact';
import { loadSettingsChoices } from '../shell/late-parts';
import { LatePopover } from './late-popover';

const POPOVER_ID = 'settings';

export function SettingsButton(): JSX.Element {
  return (
    <>
      <button type="button" class="tool" aria-label="Settings" title="Settings" popovertarget={POPOVER_ID}>
        <span aria-hidden="true">{'\u2699'}</span>
      </button>
      <LatePopover id={POPOVER_ID} class="settings-popover" load={loadSettingsChoices} />
    </>
  );
}
