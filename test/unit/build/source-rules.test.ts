// Rules about the source that no linter knows. Each has a test of its own test below.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SOURCE = fileURLToPath(new URL('../../../src', import.meta.url));

type SourceRule = {
  readonly name: string;
  readonly forbidden: RegExp;
  /** Paths below src where it is allowed. */
  readonly except?: RegExp;
  /** A line that must be caught. */
  readonly example: string;
};

const RULES: readonly SourceRule[] = [
  {
    name: 'one clock',
    forbidden: /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/,
    except: /^platform\/system-clock\.ts$/,
    example: 'const now = Date.now();',
  },
  {
    name: 'one place for timers',
    forbidden: /\bset(Timeout|Interval)\(/,
    except: /^(platform\/system-clock\.ts|panel\/browser\/)/,
    example: 'setTimeout(run, 100);',
  },
  {
    name: 'no way out of the computer',
    forbidden:
      /sendBeacon|importScripts|\bimport\s*\(\s*['"`]https?:|RTCPeerConnection|WebTransport|\bnew (SharedWorker|Image|Audio)\(/,
    example: "navigator.sendBeacon('/x');",
  },
  {
    name: 'one web worker, of our own',
    forbidden: /\bnew Worker\(/,
    except: /^entry\/start-import-worker\.ts$/,
    example: 'new Worker(url);',
  },
  {
    name: 'no way to another page',
    forbidden:
      /tabs\.create|windows\.create|openWindow|location\.(assign|replace|href\s*=[^=])|[.]location\s*=[^=]|history\.pushState\(|history\.replaceState\(/,
    example: 'tabs.create({ url });',
  },
  { name: 'no ear for strangers', forbidden: /on(Message|Connect)External/, example: 'runtime.onMessageExternal' },
  {
    name: 'no user-agent tests',
    forbidden: /navigator\.(userAgent|vendor)|isFirefox|isChrome\b/,
    example: "if (navigator.userAgent.includes('Firefox'))",
  },
  {
    // Spans of time are no limits of this kind, nor is what a view, a report or a finding shows of a whole.
    name: 'limits in one place',
    forbidden: /\bconst MAX_(?!\w*_(MS|SEC)\b)/,
    except: /^(base\/limits\.ts|panel\/|report\/|rules\/[\w-]+\/)/,
    example: 'const MAX_TOKENS = 10;',
  },
  {
    name: 'no casts over the types',
    forbidden: /@ts-(ignore|expect-error|nocheck)|\bas any\b|\bas unknown as\b/,
    example: '// @ts-ignore',
  },
  { name: 'no swallowed errors', forbidden: /catch\s*(\(\w*\))?\s*\{\s*\}/, example: 'try { run(); } catch {}' },
  {
    name: 'no swallowed rejections',
    forbidden: /\.catch\(\s*\(\w*\)\s*=>\s*(undefined|null|void 0|\{\s*\})\s*\)/,
    example: 'run().catch(() => undefined);',
  },
  {
    name: 'no HTML from text',
    forbidden: /dangerouslySetInnerHTML|\.innerHTML\s*=|insertAdjacentHTML|document\.write/,
    example: 'node.innerHTML = claim;',
  },
  { name: 'no links to follow', forbidden: /href=\{|href="[^."#]|window\.open\(/, example: '<a href={issuer}>' },
  {
    name: 'no new tab but for the page about what can be seen',
    forbidden: /target="_blank"/,
    except: /^panel\/label\/explanation-link\.tsx$/,
    example: '<a target="_blank">',
  },
  { name: 'no paths of one machine', forbidden: /\/(work|home|root|tmp)\//, example: '// see /home/me/notes' },
];

const FILES = readdirSync(SOURCE, { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name))
  .map((entry) => relative(SOURCE, join(entry.parentPath, entry.name)));

const readSource = (path: string): string => readFileSync(join(SOURCE, path), 'utf8');

describe.each(RULES)('$name', ({ forbidden, except, example }) => {
  it('holds in every source file', () => {
    const offenders = FILES.filter((path) => except?.test(path) !== true && forbidden.test(readSource(path)));
    expect(offenders).toEqual([]);
  });

  it('would be caught', () => {
    expect(example).toMatch(forbidden);
  });
});

describe('every source file', () => {
  it('has at most 250 lines', () => {
    const long = FILES.filter((path) => readSource(path).split('\n').length > 251);
    expect(long).toEqual([]);
  });

  it('has a name that says something', () => {
    const vague = FILES.filter((path) => /^(utils?|helpers?|common|types|misc|index)\.tsx?$/.test(basename(path)));
    expect(vague).toEqual([]);
  });

  it('lives in a room', () => {
    const rooms =
      /^(base|token|observation|observe|normalise|engine|rules|report|import|store|publish|panel|cli|platform|entry)\//;
    expect(FILES.filter((path) => !rooms.test(path))).toEqual([]);
  });
});
