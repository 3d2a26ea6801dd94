// A file's bytes → what it tells: the one way in for the command line and the panel's import worker.

import type { FileFault } from '../base/file-fault';
import type { FileGap } from '../base/file-gap';
import { parseJsonFile } from '../base/json';
import { fail, type Result, succeed } from '../base/result';
import { buildReport } from '../report/build-report';
import { type ParsedReport, parseReport } from '../report/parse-report';
import type { Report } from '../report/report';
import { restoreSnapshot } from '../report/restore-snapshot';
import { type Analysis, createAnalysis } from '../rules/analysis';
import { findRule } from '../rules/catalogue';
import type { NotEvaluable } from '../rules/finding';
import { type AnalyzeOptions, createHarAnalyzer } from './analyze-har';
import { createHarSkimmer } from './skim-har';
import { findStrangeStart, START_BYTES } from './strange-start';

export type Imported = {
  readonly kind: 'har' | 'report';
  readonly analysis: Analysis;
  readonly exchanges: number;
  /** Entries that were damaged and left out. */
  readonly skipped: number;
  readonly isSanitised: boolean;
  readonly gaps: readonly FileGap[];
  /** What a report says that could not be judged; null when the rules can be asked. */
  readonly notEvaluable: readonly NotEvaluable[] | null;
  /** `analysis`: the one above, or the same facts judged anew. */
  readonly writeReport: (analysis: Analysis) => Report;
};

export type ImportOptions = AnalyzeOptions & { readonly version: string };

export type Importer = {
  /** The file's next bytes, as many as there happen to be. */
  readonly take: (bytes: Uint8Array) => void;
  readonly finish: () => Result<Imported, FileFault>;
};

export function createImporter(options: ImportOptions): Importer {
  const analyzer = createHarAnalyzer(options);
  const skimmer = createHarSkimmer(analyzer.takeEntry);
  const start: number[] = [];
  return {
    take(bytes) {
      start.push(...bytes.subarray(0, START_BYTES - start.length));
      skimmer.take(bytes);
    },
    finish() {
      const text = skimmer.finish();
      const json = text.ok ? parseJsonFile(text.value) : text;
      if (!json.ok) return fail(findStrangeStart(start) ?? json.reason);
      const parsed = parseReport(json.value);
      if (parsed.ok) return succeed(restoreReport(parsed.value));
      if (parsed.reason === 'newer-report') return fail(parsed.reason);
      const har = analyzer.finish(json.value);
      if (!har.ok) return har;
      const { skipped, isSanitised } = har.value;
      return succeed({
        kind: 'har',
        ...har.value,
        notEvaluable: null,
        writeReport: (analysis) =>
          buildReport(analysis, { kind: 'har', skipped, isSanitised, version: options.version }),
      });
    },
  };
}

/** A report is not judged again: what the rules would need is not in it. */
function restoreReport({ report, skipped }: ParsedReport): Imported {
  const { source, policy } = report;
  return {
    kind: 'report',
    analysis: createAnalysis(policy, restoreSnapshot(report)),
    exchanges: source.exchanges,
    skipped: source.skipped + skipped,
    isSanitised: source.sanitised,
    gaps: [],
    notEvaluable: report.notEvaluable.map((one) => ({ ...one, title: findRule(one.rule)?.title ?? one.rule })),
    writeReport: () => report,
  };
}
