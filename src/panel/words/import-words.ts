// What the strip above imported facts says of the file. Pure.

import { FILE_GAPS } from '../../base/file-gap';
import type { Log } from '../../engine/state';
import type { ImportedFile } from '../../publish/import-messages';
import { writeMoment } from './write-time';

const NAMES = { har: 'HAR file', report: 'report' } as const;

export type ImportedWords = { readonly period: string; readonly notes: readonly string[] };

/** `nowMs`: of the live session; a log of today is not dated. */
export function tellImported(file: ImportedFile, { fromMs, toMs }: Log, nowMs: number): ImportedWords {
  const notes: string[] = [];
  if (file.skipped > 0)
    notes.push(`${file.skipped.toLocaleString('en')} damaged ${file.skipped === 1 ? 'entry' : 'entries'} left out.`);
  if (file.isSanitised)
    notes.push(
      'Written without Authorization headers and cookies: allow \u201cHAR with sensitive data\u201d in DevTools\u2019 settings and export again.',
    );
  notes.push(...file.gaps.map((gap) => FILE_GAPS[gap]));
  if (file.kind === 'report')
    notes.push('A report holds no claims and no single requests: what needs them is not shown.');
  if (fromMs === null || toMs === null) return { period: `${NAMES[file.kind]} without any token or login`, notes };
  const period = `${writeMoment(fromMs, nowMs)}\u2013${writeMoment(toMs, fromMs)}`;
  return { period: `${NAMES[file.kind]}, ${period} \u00b7 times left are those at its end`, notes };
}
