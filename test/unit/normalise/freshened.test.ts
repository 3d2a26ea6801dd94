// Answers that webRequest calls cached: did the server hear of the request?
import { describe, expect, it } from 'vitest';
import { createNormaliser } from '../../../src/normalise/normaliser';
import { type AnswerDetail, makeJwt, makeRawAnswer, TEST_KEY_HEX, TEST_NOW_MS } from '../../support/raw-halves';

const dated = (atSec: number): readonly [string, string] => [
  'Date',
  new Date(TEST_NOW_MS + atSec * 1000).toUTCString(),
];

/** The last of answers that one sensor tells. */
function readLast(...answers: readonly AnswerDetail[]) {
  const { normaliseAnswer } = createNormaliser(TEST_KEY_HEX);
  const read = answers.map((answer) => normaliseAnswer(makeRawAnswer({ sensor: 'web-request', ...answer })));
  const last = read.at(-1);
  if (last === undefined) throw new Error('no answer');
  return last;
}

const first: AnswerDetail = { headers: [dated(0)] };
const kept = (atSec: number): AnswerDetail => ({ source: 'cache', headers: [dated(atSec)] });

describe('an answer out of the cache', () => {
  it('whose date is later than before was freshened by a 304', () => {
    expect(readLast(first, kept(30))).toMatchObject({
      source: 'network',
      status: 304,
      serverDateMs: TEST_NOW_MS + 30_000,
      issued: [],
    });
    expect(readLast(kept(0), kept(30)).source).toBe('network');
    expect(readLast(first, kept(30), kept(60)).source).toBe('network');
  });

  it.each<[what: string, answers: readonly AnswerDetail[]]>([
    ['with the date of the answer that is kept', [first, kept(0)]],
    ['with the date of the last 304', [first, kept(30), kept(30)]],
    ['that another page had kept before', [first, { headers: [dated(30)] }, kept(0)]],
    ['that nothing is known of', [kept(30)]],
    ['of another address', [{ ...first, url: 'https://auth.shop.example/other' }, kept(30)]],
    ['without a date', [first, { source: 'cache' }]],
  ])('%s is the cache’s alone', (_what, answers) => {
    expect(readLast(...answers)).toMatchObject({ source: 'cache', status: 200, serverDateMs: null });
  });

  it('is what DevTools calls it, which knows', () => {
    expect(readLast(first, { ...kept(30), sensor: 'devtools' }).source).toBe('cache');
  });

  it('says nothing of cookies: they were set when it was kept', () => {
    const cookie = ['Set-Cookie', `access_token=${makeJwt({ exp: 1 })}`] as const;
    const cleared = ['Set-Cookie', 'refresh_token=; Max-Age=0'] as const;
    const { cookiesSet, cookiesCleared } = readLast(first, { ...kept(30), headers: [dated(30), cookie, cleared] });
    expect([...cookiesSet, ...cookiesCleared]).toEqual([]);
  });
});
