import { describe, expect, it } from 'vitest';
import { createState, readLog } from '../../../src/engine/create-state';
import type { ToldState } from '../../../src/engine/state';
import type { FeedView } from '../../../src/panel/model/feed';
import { listStatusLines, type StatusLine, writeSkew } from '../../../src/panel/model/status-lines';
import type { Status } from '../../../src/publish/protocol';
import { atMs, tellShop } from './story-state';

const { state } = tellShop(
  (shop, story) => {
    shop.signIn('13:00:00');
    story.observe({ kind: 'gap-observed', fromMs: atMs('13:01:00'), toMs: atMs('13:02:00'), reason: 'paused' });
  },
  { skewSec: -75 },
);

const STATUS: Status = { isPaused: false, siteAccess: 'all', bodyTabs: [7], isPrivate: false, profile: 'aal1' };

const listLines = (told: ToldState, feed: Partial<FeedView> = {}, tabId: number | null = 7): readonly StatusLine[] =>
  listStatusLines(
    { state: told, status: STATUS, connection: 'connected', isFilled: true, ...feed },
    tabId,
    atMs('13:05:00'),
  );

const readTexts = (status: Partial<Status>, tabId: number | null = 7): readonly string[] =>
  listLines(state, { status: { ...STATUS, ...status } }, tabId).map(({ text }) => text);

describe('the status bar', () => {
  it('says what is watched, what is read, whose time it is, and what was missed', () => {
    expect(readTexts({})).toEqual([
      'Watching all tabs',
      'Answer bodies: this tab',
      'This computer’s clock 75 s ahead',
      '1 request',
      '1 gap',
      'Not seen: server-side refreshes, other tabs’ bodies',
    ]);
  });

  it.each<readonly [string, Partial<Status>, string]>([
    ['paused', { isPaused: true }, 'Paused'],
    ['withheld', { siteAccess: 'withheld' }, 'Watching this tab only'],
    ['private', { isPrivate: true }, 'Watching private windows'],
    ['no bodies', { bodyTabs: [] }, 'Answer bodies: none'],
    ['bodies elsewhere', { bodyTabs: [8, 9] }, 'Answer bodies: 2 other tabs'],
    ['bodies here and there', { bodyTabs: [7, 8] }, 'Answer bodies: this tab, 1 other tab'],
  ])('%s', (_name, status, text) => {
    expect(readTexts(status)).toContain(text);
  });

  it('does not call a target that is no tab this tab', () => {
    expect(readTexts({ bodyTabs: [7] }, null)).toContain('Answer bodies: 1 other tab');
  });
});

describe('a broken line', () => {
  it.each<readonly [FeedView['connection'], string]>([
    ['outdated', 'Not watching'],
    ['disconnected', 'Not connected'],
    ['connecting', 'Not connected'],
  ])('%s: nothing is said to be watched that may not be', (connection, text) => {
    const texts = listLines(state, { connection }).map((line) => line.text);
    expect(texts).toEqual([text, 'This computer’s clock 75 s ahead', '1 request', '1 gap']);
  });

  it('is none before it ever stood', () => {
    const lines = listLines(createState(), { connection: 'connecting', isFilled: false, status: null });
    expect(lines.map(({ text }) => text)).toEqual(['Connecting…']);
  });
});

describe('what was dropped', () => {
  it.each([
    [1, '1 old entry dropped'],
    [1200, '1,200 old entries dropped'],
  ])('is counted: %i', (trimmed, text) => {
    const log = new Map([['log', { ...readLog(state), trimmed }]]);
    const lines = listLines({ ...state, log });
    expect(lines.map((line) => line.text)).toContain(text);
  });
});

describe('a gap', () => {
  it('that DevTools saw through is not said to be empty', () => {
    const lines = listLines(state);
    expect(lines.find(({ text }) => text === '1 gap')?.hint).toMatch(
      /^What came then may be missing: .* to .*: paused\.$/,
    );
  });
});

describe('a clock', () => {
  it.each([
    [0, 'right within 1.1 s'],
    [1400, '1.4 s behind'],
    [-75_000, '75 s ahead'],
    [-9970, '10 s ahead'],
    [7_200_000, '2 h behind'],
    [-63_072_000_000, '730 d ahead'],
  ])('by %i ms is %s', (skewMs, words) => {
    expect(writeSkew({ skewMs, errorMs: 1100, isVerified: true })).toBe(words);
  });

  it('that misleads apps is pointed at', () => {
    expect(listLines(state).find(({ text }) => text.includes('clock'))).toMatchObject({ mark: 'note' });
  });

  it('is not said to be off by less than can be measured', () => {
    const told = tellShop((shop) => shop.signIn('13:00:00'), { skewSec: 0.4 }).state;
    const lines = listLines(told);
    expect(lines.find(({ text }) => text.startsWith('Clock'))).toMatchObject({
      text: 'Clock right within 1.1 s',
      hint: 'This computer’s clock by that of id.shop.dev: right within 1.1 s. Countdowns use server time.',
    });
  });
});
