// A report in any of its written forms.

import type { Report } from './report';
import { writeHtml } from './write-html';
import { writeMarkdown } from './write-markdown';
import { writeText } from './write-text';

export const REPORT_FORMATS = ['text', 'json', 'markdown', 'html'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

const WRITERS: Readonly<Record<ReportFormat, (report: Report) => string>> = {
  text: writeText,
  json: (report) => JSON.stringify(report, null, 2),
  markdown: writeMarkdown,
  html: writeHtml,
};

export const writeReport = (report: Report, format: ReportFormat): string => WRITERS[format](report);
