// A report that is read again was judged when it was written: what asks for another judgement is told so.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../../src/cli/run-command-line';
import { tellStory } from '../../support/story/tell-story';

const folder = mkdtempSync(join(tmpdir(), 'token-lifeline-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
};
const { report } = tellStory((s) => s.get('api/me', { at: 0, bearer: 'AT1' }));
const REPORT = write('report.json', report);
const HAR = write('session.har', { log: { version: '1.2', creator: { name: 'test', version: '1' }, entries: [] } });
const POLICY = write('policy.json', { thresholds: { 'at.max': 1800 } });

function run(...words: readonly string[]) {
  const printed: string[] = [];
  const complained: string[] = [];
  const status = runCommandLine({
    words: ['analyze', ...words, '--format', 'json'],
    version: 'test',
    print: (text) => void printed.push(text),
    complain: (text) => void complained.push(text),
    createKeyHex: () => '0'.repeat(64),
  });
  return { status, printed, complained };
}

describe('a report on the command line', () => {
  it.each([
    [['--profile', 'aal2'], 'without effect: --profile'],
    [['--policy', POLICY], 'without effect: --policy'],
    [['--profile', 'aal3', '--policy', POLICY], 'without effect: --profile, --policy'],
  ])('with %j is printed as it was judged, and says so in one line', (words, said) => {
    const { status, printed, complained } = run(REPORT, ...words);
    expect(status).toBe(0);
    expect(JSON.parse(printed.join(''))).toMatchObject({ policy: { profile: 'aal1' } });
    expect(complained).toEqual([expect.stringContaining(said)]);
    expect(complained[0]).toMatch(/report\.json is a report and is not judged again/);
  });

  it('without them, and a HAR file with them, says nothing', () => {
    expect(run(REPORT)).toMatchObject({ status: 0, complained: [] });
    expect(run(HAR, '--profile', 'aal2', '--policy', POLICY)).toMatchObject({ status: 0, complained: [] });
  });
});

describe('a HAR file without any body', () => {
  const keep = (content: object) => ({
    startedDateTime: '2026-03-01T09:00:00.000Z',
    time: 20,
    request: { method: 'POST', url: 'https://id.example/token', headers: [] },
    response: { status: 200, headers: [], content },
  });
  const writeHar = (name: string, ...contents: readonly object[]) =>
    write(name, {
      log: { version: '1.2', creator: { name: 'Playwright', version: '1' }, entries: contents.map(keep) },
    });

  it('is analysed, and what it lacks is said with the way to have it', () => {
    const { status, complained } = run(writeHar('apart.har', { size: 20, _file: '0a1b.json' }));
    expect(status).toBe(0);
    expect(complained).toEqual([expect.stringContaining("content: 'embed'")]);
  });

  it('is none of those of which one has a body, or that had none to keep', () => {
    expect(run(writeHar('some.har', { size: 20 }, { size: 2, text: '{}' })).complained).toEqual([]);
    expect(run(writeHar('empty.har', { size: 0 })).complained).toEqual([]);
  });
});

describe('a policy file', () => {
  const writeText = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  it('may begin with a byte order mark, as editors on Windows write it', () => {
    const path = writeText('marked.json', '\ufeff{"thresholds": {"at.max": 1800}}');
    const { status, printed } = run(HAR, '--policy', path);
    expect(status).toBe(0);
    expect(JSON.parse(printed.join('')).policy.thresholds['at.max']).toBe(1800);
  });

  it.each([
    ['nothing.json', '', 'is empty'],
    ['half.json', '{"thresholds": {', 'is cut off'],
    ['words.json', 'at.max = 1800', 'is not JSON'],
  ])('%s is refused with what is wrong with it', (name, text, words) => {
    const { status, complained } = run(HAR, '--policy', writeText(name, text));
    expect(status).toBe(2);
    expect(complained).toEqual([expect.stringContaining(`${name} ${words}`)]);
  });
});
