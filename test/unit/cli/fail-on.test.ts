// A build fails by what it demands of a report, and says why.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runCommandLine } from '../../../src/cli/run-command-line';
import { tellStory } from '../../support/story/tell-story';
import type { Teller } from '../../support/story/teller';
import { redeem, refresh } from '../rules/usual-traffic';

const folder = mkdtempSync(join(tmpdir(), 'token-lifeline-fail-on-'));
afterAll(() => rmSync(folder, { recursive: true }));

const issue = (number: number) => ({ access_token: `AT${number}`, refresh_token: `RT${number}`, expires_in: 600 });

/** Renewed in time, and then with a token that had been replaced. */
const REPLAYED = (s: Teller): void => {
  redeem(s, 0, issue(1));
  refresh(s, 540, 'RT1', issue(2));
  s.get('api/me', { at: 541, bearer: 'AT2' });
  refresh(s, 1080, 'RT1', issue(3));
  s.get('api/me', { at: 1081, bearer: 'AT3' });
};
const QUIET = (s: Teller): void => s.get('api/me', { at: 0, bearer: 'AT1' });

function run(story: (s: Teller) => void, words: readonly string[], change: (report: object) => object = (one) => one) {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(change(tellStory(story).report)));
  const printed: string[] = [];
  const complained: string[] = [];
  const status = runCommandLine({
    words: ['analyze', file, ...words],
    version: 'test',
    print: (text) => void printed.push(text),
    complain: (text) => void complained.push(text),
    createKeyHex: () => '0'.repeat(64),
  });
  return { status, isPrinted: printed.join('').length > 100, complained };
}

it('nothing is demanded where nothing was asked for', () => {
  expect(run(REPLAYED, [])).toEqual({ status: 0, isPrinted: true, complained: [] });
});

it('a finding of the severity or above fails, with its rule, and the report is printed all the same', () => {
  const { status, isPrinted, complained } = run(REPLAYED, ['--fail-on', 'high']);
  expect({ status, isPrinted }).toEqual({ status: 1, isPrinted: true });
  expect(complained).toEqual([expect.stringMatching(/^\d findings? of severity high or above: .*-accepted \(high\)/)]);
  expect(run(REPLAYED, ['--fail-on', 'critical'])).toMatchObject({ status: 0, complained: [] });
});

it('what the user muted fails nothing', () => {
  const mute = (report: object): object => ({
    ...report,
    findings: ('findings' in report && Array.isArray(report.findings) ? report.findings : []).map((one) => ({
      ...one,
      mutedBy: 'rule',
    })),
  });
  expect(run(REPLAYED, ['--fail-on', 'info'])).toMatchObject({ status: 1 });
  expect(run(REPLAYED, ['--fail-on', 'info'], mute)).toMatchObject({ status: 0 });
});

it('silent refresh has to pass: a log in which nothing was renewed does not', () => {
  expect(run(REPLAYED, ['--fail-on', 'silent-refresh'])).toMatchObject({ status: 0, complained: [] });
  const { status, complained } = run(QUIET, ['--fail-on', 'silent-refresh']);
  expect(status).toBe(1);
  expect(complained).toEqual([expect.stringMatching(/^silent refresh: CANNOT TELL\. .*[^.]$/)]);
});

it('a log without any token passes nothing, and says so once', () => {
  const { status, complained } = run((s) => s.get('api/me', { at: 0 }), ['--fail-on', 'high', '--fail-on', 'low']);
  expect({ status, complained }).toEqual({ status: 1, complained: ['no token was seen, so nothing was judged'] });
});

it('several demands fail each for itself', () => {
  const live = (s: Teller): void => s.get('api/me', { at: 0, bearer: s.jwt('LONG', { lifetimeSec: 30 * 86_400 }) });
  const { complained } = run(live, ['--fail-on', 'medium', '--fail-on', 'silent-refresh']);
  expect(complained).toEqual([
    expect.stringContaining('access-token-long-lived'),
    expect.stringContaining('silent refresh'),
  ]);
});

it('an unknown one is bad input', () => {
  const { status, complained } = run(QUIET, ['--fail-on', 'hgih']);
  expect(status).toBe(2);
  expect(complained).toEqual([expect.stringContaining('--fail-on is critical, high')]);
});
