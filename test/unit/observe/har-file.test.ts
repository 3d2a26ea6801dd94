// A HAR file as a whole: what is wrong with it, and what was left out of it.

import { describe, expect, it } from 'vitest';
import { importText } from '../../support/import-text';

type Header = { readonly name: string; readonly value: string };

function write(creator: string, sent: readonly Header[], received: readonly Header[] = []): string {
  const entry = {
    startedDateTime: '2026-03-01T09:00:00.000Z',
    time: 20,
    request: { method: 'GET', url: 'https://api.shop.example/me', headers: sent },
    response: { status: 200, headers: received, content: {} },
  };
  return JSON.stringify({ log: { version: '1.2', creator: { name: creator, version: '537.36' }, entries: [entry] } });
}

const isSanitised = (text: string): boolean | string => {
  const file = importText(text);
  return file.ok ? file.value.isSanitised : file.reason;
};

describe('a HAR file', () => {
  it('of Chrome without any credential was written without sensitive data', () => {
    expect(isSanitised(write('WebInspector', [{ name: 'Accept', value: '*/*' }]))).toBe(true);
  });

  it.each(['Authorization', 'Cookie'])('of Chrome with %s was written with sensitive data', (name) => {
    expect(isSanitised(write('WebInspector', [{ name, value: 'x=1' }]))).toBe(false);
  });

  it('of Chrome with Set-Cookie was written with sensitive data', () => {
    expect(isSanitised(write('WebInspector', [], [{ name: 'set-cookie', value: 'x=1' }]))).toBe(false);
  });

  it('of another tool is taken as it is', () => {
    expect(isSanitised(write('mitmproxy', []))).toBe(false);
  });

  it('may begin with a byte order mark, but must be one', () => {
    expect(isSanitised(`\ufeff${write('Firefox', [])}`)).toBe(false);
    expect(isSanitised(' \n')).toBe('empty');
    expect(isSanitised('{"log":{"entries":[{"a":"x')).toBe('cut-off');
    expect(isSanitised('{"log":{"entries":[}')).toBe('not-json');
    expect(isSanitised('# My trip')).toBe('not-json');
    expect(isSanitised('{"log":{}}')).toBe('not-har');
    expect(isSanitised('{"log":{"entries":{}}}')).toBe('not-har');
    expect(isSanitised('{"log":{"entries":[{"a" "x"}]}}')).toBe('not-json');
    expect(isSanitised('{"log":{"entries":[{"a":"x"},]}}')).toBe('not-json');
    expect(isSanitised('{"log":{"entries":[{}, {}],"entries":[{}]}}')).toBe('not-har');
  });
});

describe('a refresh without an answer', () => {
  const refresh = (time: number, error?: string) => ({
    startedDateTime: '2026-03-01T09:00:00.000Z',
    time,
    request: {
      method: 'POST',
      url: 'https://id.shop.example/token',
      headers: [{ name: 'content-type', value: 'application/x-www-form-urlencoded' }],
      postData: {
        mimeType: 'application/x-www-form-urlencoded',
        text: 'grant_type=refresh_token&refresh_token=8xLOxBtZp8',
      },
    },
    response: { status: -1, headers: [], content: { size: -1 }, _failureText: error },
  });
  const UNDER_WAY = [['unknown', false]];
  const outcomeOf = (entry: object) => {
    const file = importText(JSON.stringify({ log: { version: '1.2', entries: [entry] } }));
    if (!file.ok) throw new Error(file.reason);
    return [...file.value.analysis.state.refresh.values()].map(({ outcome, endMs }) => [outcome, endMs !== null]);
  };

  it('was under way when the file has no response', () => {
    const { response: _, ...unanswered } = refresh(20);
    for (const entry of [unanswered, { ...unanswered, response: null }]) expect(outcomeOf(entry)).toEqual(UNDER_WAY);
  });

  it('was under way when the file was written, or failed', () => {
    expect(outcomeOf(refresh(-1))).toEqual(UNDER_WAY);
    expect(outcomeOf(refresh(20))).toEqual([['failure.transient', true]]);
    expect(outcomeOf(refresh(-1, 'net::ERR_FAILED'))).toEqual([['failure.transient', true]]);
  });
});

describe('a HAR file says what it was written without', () => {
  const gapsOf = (moments: readonly string[], content: object): readonly string[] => {
    const entries = moments.map((startedDateTime) => ({
      startedDateTime,
      time: 20,
      request: { method: 'GET', url: 'https://api.shop.example/me', headers: [] },
      response: { status: 200, headers: [], content },
    }));
    const file = importText(JSON.stringify({ log: { version: '1.2', entries } }));
    if (!file.ok) throw new Error(file.reason);
    return file.value.gaps;
  };
  const SECONDS = ['2026-03-01T09:00:00+01:00', '2026-03-01T09:00:00+01:00'];
  const TEXT = { size: 2, text: '{}' };

  it('times in whole seconds', () => {
    expect(gapsOf(SECONDS, TEXT)).toEqual(['fractions']);
    expect(gapsOf(['2026-03-01T09:00:00.000Z', '2026-03-01T09:00:01.000Z'], TEXT)).toEqual([]);
    // mitmproxy leaves out a fraction of nothing.
    expect(gapsOf(['2026-03-01T09:00:00+00:00', '2026-03-01T09:00:00.250001+00:00'], TEXT)).toEqual([]);
    expect(gapsOf(SECONDS.slice(1), TEXT)).toEqual([]);
  });

  it('bodies', () => {
    expect(gapsOf(SECONDS, { size: 2 })).toEqual(['bodies', 'fractions']);
    expect(gapsOf(['2026-03-01T09:00:00.000Z'], { size: 0, text: '' })).toEqual([]);
  });
});

describe('the entries of a HAR file', () => {
  const entryAt = (at: string, url: string, status: number, received: readonly Header[] = []) => ({
    startedDateTime: at,
    time: 20,
    pageref: 'page_1',
    request: { method: 'GET', url, headers: [{ name: 'Authorization', value: 'Bearer opaque-token-of-the-user' }] },
    response: { status, headers: received, content: {} },
  });
  const first = entryAt('2026-03-01T09:00:00.000Z', 'https://app.shop.example/old', 302, [
    { name: 'Location', value: '/new' },
  ]);
  const second = entryAt('2026-03-01T09:00:00.100Z', 'https://app.shop.example/new', 200);

  const readSends = (log: object, write = (text: string): string => text) => {
    const file = importText(write(JSON.stringify({ log })));
    if (!file.ok) throw new Error(file.reason);
    return { ...file.value, sends: [...file.value.analysis.state.send.values()] };
  };

  it('may stand in any order: a redirect leads to what began after it', () => {
    const sends = readSends({ entries: [second, first] }).sends;
    expect(sends.map(({ id, redirectOf }) => [id, redirectOf])).toEqual([
      ['har:1', null],
      ['har:0', 'har:1'],
    ]);
  });

  it('keep their numbers beside what is none', () => {
    const { sends, skipped, exchanges } = readSends({ entries: [null, first, 3, [{}], second, 'x', {}] });
    expect(sends.map(({ id }) => id)).toEqual(['har:1', 'har:4']);
    expect({ skipped, exchanges }).toEqual({ skipped: 5, exchanges: 2 });
  });

  it('are found by any spelling of their name', () => {
    const spellOtherwise = (text: string): string => text.replace('"entries"', '"entr\\u0069es"');
    expect(readSends({ entries: [first, second] }, spellOtherwise)).toMatchObject({ exchanges: 2, skipped: 0 });
  });
});
