import type { JSX } from 'preact';
import { usePanel } from '../model/panel-context';
import { isSameDay, writeShortDay } from '../words/write-time';

/** Which day it was, beside a clock that has no room for it; nothing where it is today. */
export function OtherDay({ atMs }: { readonly atMs: number }): JSX.Element | null {
  return isSameDay(atMs, usePanel().todayMs.value) ? null : (
    <span class="muted">{`${writeShortDay(atMs)} \u00b7 `}</span>
  );
}
