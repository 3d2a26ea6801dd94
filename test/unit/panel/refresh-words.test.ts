import { describe, expect, it } from 'vitest';
import { MAX_REJECTIONS } from '../../../src/base/limits';
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
const asked = { unauthorized: ['har:8'], retried: ['har:9'] } as const;

const MANY = Array.from({ length: MAX_REJECTIONS }, (_none, place) => `S${place}`);

const ROWS: readonly Row[] = [
  ['in time', {}, {}, '57 s before expiry · rotated · 0.2 s', 'good', null],
  ['scheduled', { trigger: 'scheduled', remainingSec: 3600 }, {}, '1 h before expiry · rotated · 0.2 s', 'good', null],
  ['early', { trigger: 'early', remainingSec: 560.4 }, {}, '9 min 20 s before expiry · rotated · 0.2 s', 'good', null],
  [
    'after a 401',
    { trigger: 'reactive.expired', remainingSec: -3, ...asked },
    {},
    'after a 401 · retried once · user saw nothing · rotated · 0.2 s',
    'note',
    '401 → refresh → retried',
  ],
  [
    'after more 401s than are remembered',
    { trigger: 'reactive.expired', unauthorized: MANY, retried: MANY },
    {},
    'after 32+ × 401 · all retried · user saw nothing · rotated · 0.2 s',
    'note',
    '401 → refresh → retried',
  ],
  [
    'after a burst of 401s, one of which was not sent again',
    { trigger: 'reactive.expired', unauthorized: ['a', 'b', 'c'], retried: ['d', 'e'] },
    {},
    'after 3 × 401 · 2 of 3 retried · user saw nothing · rotated · 0.2 s',
    'note',
    '401 → refresh → retried',
  ],
  [
    'refused before its end',
    { trigger: 'reactive.premature', remainingSec: 240, unauthorized: ['a'] },
    {},
    'after a 401, 4 min before expiry · not retried · user saw nothing · rotated · 0.2 s',
    'note',
    '401 → refresh',
  ],
  [
    'refused after its soft expiry',
    { trigger: 'reactive.soft', ...asked },
    {},
    'after a 401, soft expiry passed · retried once · user saw nothing · rotated · 0.2 s',
    'note',
    '401 → refresh → retried',
  ],
  [
    'late',
    { trigger: 'late', remainingSec: -12 },
    {},
    '12 s after expiry · user saw nothing · rotated · 0.2 s',
    'note',
    '12 s after expiry',
  ],
  ['on page load', { trigger: 'on_load', remainingSec: null }, {}, 'on page load · rotated · 0.2 s', 'good', null],
  ['moment unknown', { trigger: 'unknown', remainingSec: null }, {}, 'rotated · 0.2 s', 'good', null],
  [
    'no rotation',
    { answer: 'A0' },
    { shape: 'at_only' },
    '57 s before expiry · same refresh token kept · 0.2 s',
    'good',
    null,
  ],
  [
    'body not seen',
    { answer: null, issued: [] },
    { shape: null },
    '57 s before expiry · accepted, tokens not seen · 0.2 s',
    'good',
    null,
  ],
  [
    'hidden frame',
    { type: 'silent_authz', answer: null, position: null, presented: null },
    { presented: null },
    '57 s before expiry · in a hidden frame · new tokens · 0.2 s',
    'good',
    null,
  ],
  [
    'sliding session',
    { type: 'sliding_reissue', answer: null, position: null },
    {},
    '57 s before expiry · by an ordinary answer · new token · 0.2 s',
    'good',
    null,
  ],
  [
    'the user noticed',
    { isInterrupted: true },
    { silent: 'failure' },
    '57 s before expiry · user had to sign in · rotated · 0.2 s',
    'note',
    'user had to sign in',
  ],
  [
    'refused',
    { ...refused, isResolved: false },
    { silent: 'failure' },
    'failed: invalid_grant · 57 s before expiry · nothing renewed since · 0.2 s',
    'bad',
    'failed: invalid_grant',
  ],
  [
    'refused, then signed in',
    { ...refused, isResolved: true },
    { silent: 'failure' },
    'failed: invalid_grant · 57 s before expiry · signed in again · 0.2 s',
    'bad',
    'failed: invalid_grant',
  ],
  [
    'refused, and the chain with it: the cause stands where a narrow column does not cut it',
    { ...refused, isResolved: false },
    { silent: 'failure', endCause: 'two requests had raced with one refresh token' },
    'failed: invalid_grant · two requests had raced with one refresh token · 57 s before expiry · nothing renewed since · 0.2 s',
    'bad',
    'failed: invalid_grant',
  ],
  [
    'refused without a code',
    { ...refused, status: 403, errorCode: null },
    { silent: 'failure' },
    'failed: 403 · 57 s before expiry · 0.2 s',
    'bad',
    'failed: 403',
  ],
  [
    'the answer was lost, a later one worked',
    { outcome: 'failure.transient', answer: 'Rx', status: 0, isResolved: true, isSettledSilently: true, issued: [] },
    {},
    'the answer never came · 57 s before expiry · a later one worked · 0.2 s',
    'note',
    'the answer never came',
  ],
  [
    'the server was down',
    { outcome: 'failure.transient', answer: 'Rx', status: 503, isResolved: false, issued: [] },
    {},
    'failed: 503 · 57 s before expiry · nothing renewed since · 0.2 s',
    'bad',
    'failed: 503',
  ],
  [
    'nonce round',
    { outcome: 'negotiation', answer: 'Rx', status: 400 },
    {},
    '57 s before expiry · the server asked for a DPoP nonce first · 0.2 s',
    'note',
    null,
  ],
  [
    'under way',
    { outcome: 'unknown', answer: null, endMs: null, status: null, issued: [] },
    { silent: 'unknown' },
    '57 s before expiry · waiting for the answer',
    'pending',
    null,
  ],
  [
    'the winner of a race',
    {},
    { rival: 'R2', isRivalElsewhere: true },
    '57 s before expiry · rotated · R2 raced it from another tab · 0.2 s',
    'good',
    null,
  ],
];

describe('a refresh in words', () => {
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
