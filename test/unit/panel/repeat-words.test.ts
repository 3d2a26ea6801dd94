import { describe, expect, it } from 'vitest';
import type { Refresh } from '../../../src/engine/refresh';
import { describeMark } from '../../../src/panel/words/mark-words';
import type { RefreshFacts, Tone } from '../../../src/panel/words/refresh-facts';
import { describeRefresh } from '../../../src/panel/words/refresh-words';
import { makeFacts, makeRefresh } from './entities';

type Row = readonly [
  name: string,
  refresh: Partial<Refresh>,
  facts: Partial<RefreshFacts>,
  words: string,
  tone: Tone,
  mark: string | null,
];

const refused = {
  outcome: 'failure.terminal',
  answer: 'Rg',
  status: 400,
  errorCode: 'invalid_grant',
  issued: [],
} as const;

const ROWS: readonly Row[] = [
  [
    'the loser of a race between tabs',
    { ...refused, position: 'P1' },
    { rival: 'R1', isRivalElsewhere: true },
    'two tabs racing with RT1: refused · R1 came first · invalid_grant',
    'note',
    'two tabs racing with RT1: refused',
  ],
  [
    'a race within one tab that the server forgave',
    { position: 'P1', answer: 'A=' },
    { rival: 'R1' },
    'RT1 twice at once: accepted, same successor again · R1 came first',
    'note',
    'RT1 twice at once: accepted, same successor again',
  ],
  [
    'within grace',
    { position: 'P2', sinceReplacedSec: 12, generationDistance: 1 },
    {},
    'RT1 again, 12 s after it was replaced (within the grace window): accepted, new tokens issued',
    'note',
    'RT1 again, 12 s after it was replaced (within the grace window): accepted, new tokens issued',
  ],
  [
    'soon enough for a grace that the server does not grant',
    { ...refused, position: 'P2', sinceReplacedSec: 5, generationDistance: 1 },
    {},
    'RT1 again, 5 s after it was replaced: refused · invalid_grant',
    'note',
    'RT1 again, 5 s after it was replaced: refused',
  ],
  [
    'superseded and refused',
    { ...refused, position: 'P3', sinceReplacedSec: 1260, generationDistance: 1 },
    {},
    'RT1 again, 21 min after it was replaced: refused · invalid_grant',
    'bad',
    'RT1 again, 21 min after it was replaced: refused',
  ],
  [
    'superseded, named as reuse',
    { ...refused, answer: 'Rr', position: 'P4', sinceReplacedSec: 1860, generationDistance: 3 },
    {},
    'RT1 again, 31 min after it was replaced: refused as reuse · 3 rotations old · invalid_grant',
    'bad',
    'RT1 again, 31 min after it was replaced: refused as reuse',
  ],
  [
    'superseded and accepted',
    { position: 'P3', sinceReplacedSec: 1860, generationDistance: 1 },
    {},
    'RT1 again, 31 min after it was replaced: accepted, new tokens issued',
    'bad',
    'RT1 again, 31 min after it was replaced: accepted, new tokens issued',
  ],
  [
    'after logout',
    { position: 'P5', answer: 'A0' },
    {},
    'RT1 after logout: accepted, new access token only',
    'bad',
    'RT1 after logout: accepted, new access token only',
  ],
  [
    'past its own end',
    { ...refused, position: 'P6' },
    { sincePresentedEndSec: 4920 },
    'RT1, 82 min past its own expiry: refused · invalid_grant',
    'bad',
    'RT1, 82 min past its own expiry: refused',
  ],
];

describe('a repeat in words', () => {
  it.each(ROWS)('%s', (_name, refresh, facts, words, tone, mark) => {
    const made = makeRefresh(refresh);
    const told = describeRefresh(made, makeFacts(facts));
    expect(told.parts.join(' · ')).toBe(words);
    expect(told.tone).toBe(tone);
    expect(describeMark(made, told)).toBe(mark);
  });

  it('accuses nobody', () => {
    const texts = ROWS.map(([, , , words]) => words).join('\n');
    expect(texts).not.toMatch(/stolen|attack|hijack|compromis|revoked|invalidated/i);
  });
});
