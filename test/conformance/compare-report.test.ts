// A comparison that sees nothing would pass everything: each kind of difference must show.

import { describe, expect, it } from 'vitest';
import { tellStory } from '../support/story/tell-story';
import { checkReport, findQuotedSecrets } from './check-report';
import { CASE_KEY_HEX, compareReport } from './compare-report';
import { type Expectation, pathOfHar, readExpectation } from './expectation';
import { runBuiltCli } from './run-built-cli';

const CASE = 'S06-reuse-accepted';
const expected = readExpectation(CASE);
const { stdout } = await runBuiltCli('analyze', pathOfHar(CASE), '--format', 'json', '--fingerprint-key', CASE_KEY_HEX);
const { report } = checkReport(stdout);
if (report === null) throw new Error('the case has no valid report');

const compare = (change: Partial<Expectation>): readonly string[] => compareReport({ ...expected, ...change }, report);

describe('the comparison', () => {
  it('is content with what is expected', () => {
    expect(compare({})).toEqual([]);
  });

  it.each<[string, Partial<Expectation>, RegExp]>([
    ['a token that is missing', { tokens: { XT1: { raw: 'never-seen-anywhere' } } }, /^token XT1: not in the report/],
    [
      'a token of another role',
      { tokens: { RT1: { ...expected.tokens['RT1'], raw: expected.tokens['RT1']?.raw ?? '', role: 'id' } } },
      /^token RT1: role: expected "id", got "refresh"/,
    ],
    [
      'a token that is none',
      { notTokens: { RT1: expected.tokens['RT1']?.raw ?? '' } },
      /^token RT1: in the report, but it is no token/,
    ],
    ['a clock that was not read', { clocks: [{ origin: 'https://nowhere.example' }] }, /^clock of https:\/\/nowhere/],
    ['an edge too many in the report', { chains: [{ edges: [] }] }, /^chain .* edges: unexpected/],
    ['a head too few in the report', { chains: [{ heads: ['RT99'] }] }, /heads: missing "RT99"/],
    ['another number of refreshes', { refreshCount: 99 }, /^refreshes: expected 99/],
    [
      'a refresh at another instant',
      { refreshes: [{ at: '2026-01-01T00:00:00.000Z' }] },
      /^refresh .*: not in the report/,
    ],
    [
      'a finding that is missing',
      { findings: [...expected.findings, { rule: 'expired-token-sent', severity: 'low' }] },
      /^finding missing: .*expired-token-sent/,
    ],
    ['a finding that nobody expects', { findings: [] }, /^finding unexpected: /],
    [
      'a finding of another severity',
      { findings: expected.findings.map((one) => ({ ...one, severity: 'critical' })) },
      /^finding missing: .*critical/,
    ],
    [
      'a forbidden finding',
      { never: ['refresh-token-reuse-accepted'] },
      /^finding forbidden here: .*refresh-token-reuse-accepted/,
    ],
    ['another profile', { profile: 'aal3' }, /^policy: .*aal3/],
  ])('sees %s', (_what, change, problem) => {
    expect(compare(change)).toEqual(expect.arrayContaining([expect.stringMatching(problem)]));
  });

  it('sees a report of the wrong shape, a dangling label, a label given twice, a quoted secret', () => {
    const { report: told } = tellStory((s) => s.get('api/me', { at: 1, bearer: 'AT1' }));
    const [token] = told.tokens;
    expect(checkReport('not JSON').problems).not.toEqual([]);
    expect(checkReport(JSON.stringify({ ...told, tokens: [{ ...token, role: 'master' }] })).problems).not.toEqual([]);
    expect(checkReport(JSON.stringify({ ...told, tokens: [{ ...token, firstSeen: '1 May' }] })).problems).not.toEqual(
      [],
    );
    expect(checkReport(JSON.stringify({ ...told, tokens: [{ ...token, chain: 'C99' }] })).problems).toEqual([
      'label C99: mentioned, but not defined',
    ]);
    expect(checkReport(JSON.stringify({ ...told, tokens: [token, token] })).problems).toEqual([
      'label AT1: defined twice',
    ]);
    expect(findQuotedSecrets('… signature-of-a-token …', ['h.p.signature-of-a-token'])).toHaveLength(1);
  });
});
