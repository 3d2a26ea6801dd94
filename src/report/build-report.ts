// State and findings → the report document. Pure: the same state gives the same report.

import type { Analysis } from '../rules/analysis';
import type { Report } from './report';

/** `skipped`: entries or events that could not be read. */
export type ReportSource = { readonly kind: 'live' | 'har'; readonly skipped: number; readonly version: string };

export function buildReport(_analysis: Analysis, _source: ReportSource): Report {
  throw new Error('not built yet');
}
