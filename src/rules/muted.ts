// What the user does not want to hear of: findings of a rule, or about an origin. Muted is put aside, never dropped.

import { type Guard, isListOf, isObjectOf, isOneOf, isText } from '../base/guard';
import { MAX_MUTED, MAX_MUTED_NAME_CHARS } from '../base/limits';

/** Holds rule ids and origins only: it may be kept on disk. */
export type Mute = { readonly by: 'rule' | 'origin'; readonly name: string };
export type Muted = readonly Mute[];

export const isMute: Guard<Mute> = isObjectOf<Mute>({
  by: isOneOf('rule', 'origin'),
  name: (value): value is string => isText(value) && value.length > 0 && value.length <= MAX_MUTED_NAME_CHARS,
});
const isMuteList = isListOf(isMute);

/** Total: whatever does not fit is as if nothing had been muted. */
export const parseMuted = (raw: unknown): Muted => (isMuteList(raw) ? raw.slice(-MAX_MUTED) : []);

const isSame = (a: Mute, b: Mute): boolean => a.by === b.by && a.name === b.name;

export function setMute(muted: Muted, mute: Mute, isOn: boolean): Muted {
  const others = muted.filter((other) => !isSame(other, mute));
  return isOn ? [...others, mute].slice(-MAX_MUTED) : others;
}

/** What mutes a finding; null when nothing does. */
export function findMute(
  muted: Muted,
  finding: { readonly rule: string; readonly origin: string | null },
): Mute | null {
  return muted.find(({ by, name }) => name === (by === 'rule' ? finding.rule : finding.origin)) ?? null;
}
