// A report document as a file of one of its written forms.

import { fail, type Result, succeed } from '../../base/result';
import { parseReport } from '../../report/parse-report';
import { type ReportFormat, writeReport } from '../../report/write-report';

export type ReportFile = { readonly name: string; readonly text: string; readonly mimeType: string };

const ENDINGS: Readonly<Record<ReportFormat, string>> = { text: 'txt', json: 'json', markdown: 'md', html: 'html' };
const MIME_TYPES: Readonly<Record<ReportFormat, string>> = {
  text: 'text/plain',
  json: 'application/json',
  markdown: 'text/markdown',
  html: 'text/html',
};

/** `document`: unparsed. Named `token-lifeline-2026-11-21-14-02-11.html`, UTC. */
export function makeReportFile(document: unknown, format: ReportFormat, nowMs: number): Result<ReportFile> {
  const parsed = parseReport(document);
  if (!parsed.ok) return fail('the worker sent no report');
  const stamp = new Date(nowMs).toISOString().slice(0, 19).replace(/[T:]/g, '-');
  return succeed({
    name: `token-lifeline-${stamp}.${ENDINGS[format]}`,
    text: writeReport(parsed.value.report, format),
    mimeType: `${MIME_TYPES[format]};charset=utf-8`,
  });
}
