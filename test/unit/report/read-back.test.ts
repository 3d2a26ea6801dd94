// A report that was exported and is read in again says the same: what is shown of it is what it held.

import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildReport } from '../../../src/report/build-report';
import type { Report } from '../../../src/report/report';
import { HOSTILE_TEXTS, poison, readCaseReport } from '../../support/hostile-report';
import { importText } from '../../support/import-text';

const CASES = readdirSync(new URL('../../conformance/cases', import.meta.url))
  .filter((name) => name.endsWith('.har'))
  .map((name) => name.replace('.har', ''));

const read = (document: unknown) => importText(typeof document === 'string' ? document : JSON.stringify(document));

function readBack(document: unknown) {
  const imported = read(document);
  if (!imported.ok) throw new Error(imported.reason);
  return imported.value;
}

/** What the restored state says of itself. */
function tellAgain(report: Report): Report {
  const { analysis } = readBack(report);
  return buildReport(analysis, { kind: 'har', skipped: 0, isSanitised: report.source.sanitised, version: '0' });
}

describe('a report that is read back', () => {
  it.each(CASES)('is the same document: %s', (name) => {
    const report = readCaseReport(name);
    const imported = readBack(report);
    expect(imported.kind).toBe('report');
    expect(imported.writeReport(imported.analysis)).toEqual(report);
  });

  it.each(CASES)('says the same of tokens, chains, refreshes, findings: %s', (name) => {
    const report = readCaseReport(name);
    const again = tellAgain(report);
    const strip = ({ session: _session, ...chain }: Report['chains'][number]) => chain;
    expect(again.tokens).toEqual(report.tokens);
    expect(again.chains.map(strip)).toEqual(report.chains.map(strip));
    expect(again.refreshes).toEqual(report.refreshes);
    expect(again.findings).toEqual(report.findings);
    expect(again.silentRefresh.verdict).toEqual(report.silentRefresh.verdict);
    expect(again.silentRefresh.tally).toEqual(report.silentRefresh.tally);
    expect(again.source).toEqual(report.source);
  });

  it('takes hostile text as text', () => {
    for (const hostile of HOSTILE_TEXTS) {
      const { analysis } = readBack(poison({ ...readCaseReport('S06-reuse-accepted') }, hostile));
      expect(analysis.state.log.size).toBe(1);
    }
  });

  it('leaves out and counts what does not fit', () => {
    const report = readCaseReport('S01-clean-pair');
    const [first, ...rest] = report.tokens;
    const dented = { ...report, tokens: [{ ...first, role: 'king' }, null, ...rest], findings: [7] };
    const imported = readBack(dented);
    expect(imported.skipped).toBe(3);
    expect(imported.analysis.state.token.size).toBe(rest.length);
  });

  it('lacks nothing when only what the schema asks for is there', () => {
    const { silentRefresh: _verdict, ...report } = readCaseReport('S01-clean-pair');
    const tokens = report.tokens.map(({ replaced: _r, refusedAt: _f, softExpiry: _s, ...token }) => token);
    const imported = readBack({ ...report, tokens });
    expect(imported.skipped).toBe(0);
    expect(imported.analysis.state.token.size).toBe(tokens.length);
  });

  it('is refused when it is of a later version, or no report', () => {
    expect(read({ ...readCaseReport('S01-clean-pair'), version: 2 })).toEqual({ ok: false, reason: 'newer-report' });
    expect(read({ version: 1 })).toEqual({ ok: false, reason: 'not-har' });
    expect(read([])).toEqual({ ok: false, reason: 'not-har' });
  });
});
