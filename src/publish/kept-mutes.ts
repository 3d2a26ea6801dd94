// The user's mutes as the worker keeps them: one list for all panels, on disk beyond the worker's life.

import { type Mute, type Muted, parseMuted, setMute } from '../rules/muted';

export type KeptMutes = {
  /** Nothing until what is stored has been loaded; `onChange` tells. */
  readonly read: () => Muted;
  readonly set: (mute: Mute, isOn: boolean) => void;
};

export type KeptMutesOptions = {
  readonly load: () => Promise<unknown>;
  readonly save: (muted: Muted) => Promise<void>;
  readonly onChange: () => void;
  readonly onFault: (error: unknown) => void;
};

export function createKeptMutes({ load, save, onChange, onFault }: KeptMutesOptions): KeptMutes {
  let muted: Muted = [];
  const take = (next: Muted): void => {
    muted = next;
    onChange();
  };
  // In single file: what is chosen before the stored list is there is added to it, and writes keep their order.
  let work = load().then((raw) => take(parseMuted(raw)), onFault);
  return {
    read: () => muted,
    set(mute, isOn) {
      work = work
        .then(() => {
          take(setMute(muted, mute, isOn));
          return save(muted);
        })
        .catch(onFault);
    },
  };
}
