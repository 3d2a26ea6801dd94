// What people read says in words what the JSON form says in codes, and in the panel's own.

import { describe, expect, it } from 'vitest';
import { writeReport } from '../../../src/report/write-report';
import { readCaseReport } from '../../support/hostile-report';

const CASES = ['S02-reactive', 'S04-two-tabs-grace', 'S05-reuse-refused', 'S10-after-logout', 'S14-head-refused'];
const CODES =
  /failure\.|reactive\.|proactive|on_load|\bP[0-7]\b|\bA[+=](?!\w)|\bR[rgx]\b|logged-out|non-rotating|claims:exp/;

describe.each(['text', 'markdown', 'html'] as const)('a report as %s', (format) => {
  it.each(CASES)('names no state and no verdict by its code: %s', (name) => {
    const { tokens, chains, refreshes, ...rest } = readCaseReport(name);
    const written = writeReport({ ...rest, findings: [], notEvaluable: [], tokens, chains, refreshes }, format);
    expect(written).not.toMatch(CODES);
    expect(written).not.toMatch(/\brejected\b/);
  });
});

it('tells a refused replay as the panel does', () => {
  const text = writeReport(readCaseReport('S05-reuse-refused'), 'text');
  expect(text).toContain(
    'R4   2026-03-01T09:33:20.000Z 3 min 40 s before expiry: failed for good, 400, invalid_grant; refused, and named as ' +
      'reuse by the server; RT1 was replaced more than once before; RT1 \u2192 nothing',
  );
  expect(text).toContain('RT1    refresh          no announced end, refused, accepted 1, refused 1');
  expect(text).toContain('newest RT4; no longer accepted, rotating');
});

it('tells a refresh after a refused request, and one that never was answered', () => {
  expect(writeReport(readCaseReport('S02-reactive'), 'text')).toContain(
    'after a 401, 10 s after expiry: accepted, with a new refresh token, 200; 1 request refused before, 1 sent again;',
  );
  expect(writeReport(readCaseReport('S14-head-refused'), 'text')).toContain(
    'failed for now, no answer; neither accepted nor refused for good; RT3 \u2192 nothing',
  );
});

it('calls no token that renews itself a refresh token', () => {
  const text = writeReport(readCaseReport('S08-use-exp'), 'text');
  expect(text).toContain('accepted, with a new token in its place, 200;');
  expect(text).not.toContain('new refresh token');
});
