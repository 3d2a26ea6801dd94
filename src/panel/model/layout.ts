// How the user arranged the panel: what is remembered beyond a session. It says nothing about any token.

import { effect, type Signal, signal } from '@preact/signals';
import { type Guard, isFlag, isNumber, isNumberOrNull, isRecordOf } from '../../base/guard';
import { isJsonObject, readMember } from '../../base/json';

export type Layout = {
  /** Columns of the token table that the user showed or hid; the others follow the width of the dock. */
  readonly shownColumns: Readonly<Record<string, boolean>>;
  readonly columnWidthsPx: Readonly<Record<string, number>>;
  /** Null: by the width of the dock. */
  readonly detailPx: number | null;
  /** Null: by the number of lanes. */
  readonly timelinePx: number | null;
  readonly isTimelineOpen: boolean;
  readonly hasCompactLanes: boolean;
  /** What was seen before the last page load stays in the views. */
  readonly isLogPreserved: boolean;
  /** The figures under the silent-refresh verdict. */
  readonly isVerdictOpen: boolean;
  /** What registered claims mean stands beneath them. */
  readonly hasClaimMeanings: boolean;
};

export const DEFAULT_LAYOUT: Layout = {
  shownColumns: {},
  columnWidthsPx: {},
  detailPx: null,
  timelinePx: null,
  isTimelineOpen: true,
  hasCompactLanes: false,
  isLogPreserved: true,
  isVerdictOpen: true,
  hasClaimMeanings: false,
};

/** Total: what is missing or of another kind is as if never chosen. */
export function parseLayout(raw: unknown): Layout {
  if (!isJsonObject(raw)) return DEFAULT_LAYOUT;
  const read = <Key extends keyof Layout>(key: Key, guard: Guard<Layout[Key]>): Layout[Key] => {
    const value = readMember(raw, key);
    return guard(value) ? value : DEFAULT_LAYOUT[key];
  };
  return {
    shownColumns: read('shownColumns', isRecordOf(isFlag)),
    columnWidthsPx: read('columnWidthsPx', isRecordOf(isNumber)),
    detailPx: read('detailPx', isNumberOrNull),
    timelinePx: read('timelinePx', isNumberOrNull),
    isTimelineOpen: read('isTimelineOpen', isFlag),
    hasCompactLanes: read('hasCompactLanes', isFlag),
    isLogPreserved: read('isLogPreserved', isFlag),
    isVerdictOpen: read('isVerdictOpen', isFlag),
    hasClaimMeanings: read('hasClaimMeanings', isFlag),
  };
}

export type KeptLayout = { readonly layout: Signal<Layout>; readonly dispose: () => void };

/** Every change is handed to `save`; what was stored is not. */
export function keepLayout(stored: unknown, save: (layout: Layout) => void): KeptLayout {
  const first = parseLayout(stored);
  const layout = signal(first);
  let saved = first;
  const dispose = effect(() => {
    if (layout.value === saved) return;
    saved = layout.value;
    save(saved);
  });
  return { layout, dispose };
}

export function patchLayout(choices: { readonly layout: Signal<Layout> }, patch: Partial<Layout>): void {
  choices.layout.value = { ...choices.layout.peek(), ...patch };
}
