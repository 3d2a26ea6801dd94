// Every case through the built command line, core groups: lifetime, refresh flow, rotation and replay, clock.

import { describe, expect, it } from 'vitest';
import { checkReport, findQuotedSecrets } from './check-report';
import { CASE_KEY_HEX, compareReport } from './compare-report';
import { type CaseFolder, listCaseIds, pathOfHar, readDisputes, readExpectation } from './expectation';
import { runBuiltCli } from './run-built-cli';

const DISPUTES = readDisputes();

async function listProblems(id: string, folder: CaseFolder): Promise<readonly string[]> {
  const expected = readExpectation(id, folder);
  const words = ['analyze', pathOfHar(id, folder), '--format', 'json', '--fingerprint-key', CASE_KEY_HEX];
  const { status, stdout, stderr } = await runBuiltCli(...words, '--profile', expected.profile);
  if (status !== 0) return [`exit status ${status}: ${stderr}`];
  const { report, problems } = checkReport(stdout);
  const leaks = findQuotedSecrets(stdout, expected.secrets);
  return [...leaks, ...problems, ...(report === null ? [] : compareReport(expected, report))];
}

describe('conformance', () => {
  it.concurrent.each(listCaseIds().map((id) => [id, readExpectation(id).title]))('%s: %s', async (id) => {
    const disputed = DISPUTES.filter((dispute) => dispute.case === id).map(({ what }) => what);
    const problems = await listProblems(id, 'cases');
    expect(problems.filter((problem) => !disputed.includes(problem))).toEqual([]);
    // A dispute that no longer shows is settled: take it off the list.
    expect(disputed.filter((what) => !problems.includes(what))).toEqual([]);
  });
});

describe('our own cases', () => {
  it.concurrent.each(listCaseIds('own').map((id) => [id, readExpectation(id, 'own').title]))('%s: %s', async (id) => {
    expect(await listProblems(id, 'own')).toEqual([]);
  });
});
