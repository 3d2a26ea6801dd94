// What a story must and must not lead to. A failed expectation shows the whole report in words.

import { expect } from 'vitest';
import type { ReportFinding } from '../../../src/report/report';
import type { Told } from './tell-story';

type Wanted = Partial<Pick<ReportFinding, 'severity' | 'confidence' | 'count' | 'category' | 'origin'>> & {
  /** Names of tokens that the finding must mention, among others. */
  readonly tokens?: readonly string[];
};

/** Exactly one finding of the rule, with the given fields; returns it, its tokens by name. */
export function expectFinding(told: Told, rule: string, wanted: Wanted = {}): ReportFinding {
  const found = told.report.findings.filter((finding) => finding.rule === rule);
  expect(found.length, `findings of ${rule}\n${told.text}`).toBe(1);
  const [first] = found;
  if (first === undefined) throw new Error(`no finding of ${rule}`);
  const finding = { ...first, tokens: first.tokens.map(told.nameOf) };
  const { tokens = [], ...fields } = wanted;
  expect(finding, told.text).toMatchObject(fields);
  expect(finding.tokens, told.text).toEqual(expect.arrayContaining([...tokens]));
  return finding;
}

export function expectNoFinding(told: Told, ...rules: readonly string[]): void {
  const found = told.report.findings.filter((finding) => rules.includes(finding.rule));
  expect(
    found.map(({ rule }) => rule),
    told.text,
  ).toEqual([]);
}

/** Nothing of severity low or above; `except` names rules that the story does not care about. */
export function expectQuiet(told: Told, { except = [] }: { readonly except?: readonly string[] } = {}): void {
  const loud = told.report.findings.filter(({ severity, rule }) => severity !== 'info' && !except.includes(rule));
  expect(
    loud.map(({ rule, severity, message }) => `${severity} ${rule}: ${message}`),
    told.text,
  ).toEqual([]);
}
