// Text from the traffic stays text in every written form: markup in it is shown, never obeyed.

import { describe, expect, it } from 'vitest';
import { writeReport } from '../../../src/report/write-report';
import { HOSTILE_TEXTS, poison, readCaseReport } from '../../support/hostile-report';

const listTags = (html: string): readonly string[] => html.match(/<[^>]*>/g) ?? [];
const report = readCaseReport('S06-reuse-accepted');

describe('an HTML report', () => {
  const plain = listTags(writeReport(poison(report, 'plain'), 'html'));

  it('has the findings, evidence, chains and what could not be judged', () => {
    const html = writeReport(report, 'html');
    for (const finding of report.findings) {
      expect(html).toContain(finding.rule);
      expect(html).toContain(finding.references[0]);
    }
    for (const title of ['Silent refresh', 'Evidence', 'Chains', 'Refreshes', 'Tokens', 'Not evaluable'])
      expect(html).toContain(title);
  });

  it('loads nothing and runs nothing', () => {
    const html = writeReport(report, 'html');
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'`);
    expect(html).not.toMatch(/<script|<link|<img|<iframe|\ssrc=|\shref=|url\(|@import|\son\w+=/i);
  });

  it.each(HOSTILE_TEXTS)('has no other tag for %j', (hostile) => {
    const html = writeReport(poison(report, hostile), 'html');
    expect(listTags(html)).toEqual(plain);
    expect(html).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/);
  });
});

describe('a Markdown report', () => {
  const shape = (markdown: string): readonly string[] => markdown.split('\n').map(dropText);
  const plain = shape(writeReport(poison(report, 'plain'), 'markdown'));

  /** What is left of a line when code, escaped marks and words are gone: its markup. */
  function dropText(line: string): string {
    return line
      .replace(/(?<!\\)(`+) .*? \1(?!`)|(?<!\\)`[^`]*`/g, '')
      .replace(/\\[^a-z0-9\s]/gi, '')
      .replace(/(?<=[\p{L}\p{N}])_(?=[\p{L}\p{N}])/gu, '')
      .replace(/[^#|*_`[\]<>&~$!-]|(?<=\w)-(?=\w)/g, '')
      .replace(/[!-]|(?<!^#*)#/g, '');
  }

  it.each(HOSTILE_TEXTS)('has no other mark for %j', (hostile) => {
    const markdown = writeReport(poison(report, hostile), 'markdown');
    expect(shape(markdown)).toEqual(plain);
    expect(markdown).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/);
  });

  it('makes no link of an address that a message quotes', () => {
    const markdown = writeReport(
      poison(report, 'see https://evil.example, www.evil.example, a@evil.example'),
      'markdown',
    );
    const message = markdown.split('\n').find((line) => line.startsWith('see'));
    expect(message).toBe('see https\\://evil.example, www\\.evil.example, a\\@evil.example');
  });

  it('begins no list and no heading with a message', () => {
    const begin = (text: string): string | undefined => {
      const lines = writeReport(poison(report, text), 'markdown').split('\n');
      return lines[lines.findIndex((line) => line.startsWith('#### What to do')) + 2];
    };
    expect(begin('# now')).toBe('\\# now');
    expect(begin('- now')).toBe('\\- now');
    expect(begin('12. now')).toBe('12\\. now');
  });

  it('keeps short names readable as code, whatever is in them', () => {
    expect(writeReport(poison(report, 'a`b|c'), 'markdown')).toContain('`` a`b\\|c ``');
    expect(writeReport(report, 'markdown')).toContain('`https://auth.shop.example`');
  });
});
