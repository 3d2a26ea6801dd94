// Each bound of what the sensors read and remember, met. Numbers are written out, so that a limit that grows shows here.

import { describe, expect, it } from 'vitest';
import { readHarRequestBody } from '../../../src/observe/har-body';
import { readHarFrames } from '../../../src/observe/har-frames';
import { readHarHeaders, readHarLines } from '../../../src/observe/har-headers';
import { readHarContext } from '../../../src/observe/har-setting';
import { createRedirectLinks } from '../../../src/observe/redirect-links';
import { timeLeast } from '../../support/processor-time';
import { makeRawAnswer, makeRawRequest, TEST_NOW_MS } from '../../support/raw-halves';
import { PAGE_FETCH, watch } from '../fakes/browser-requests';
import { only } from '../fakes/recording-sink';

const list = (length: number) =>
  Array.from({ length }, (_, index) => ({ name: `n${index}`, value: `v${index}`, type: 'send', data: 'token' }));

describe('of a file, only so much is read', () => {
  const socket = makeRawRequest({ resourceType: 'websocket', url: 'wss://api.shop.example/ws' });
  const frames = (messages: readonly object[]): number =>
    readHarFrames({ _webSocketMessages: JSON.parse(JSON.stringify(messages)) }, socket).length;

  it('header lines and cookies of a message', () => {
    expect(readHarHeaders({ headers: list(600) })).toHaveLength(500);
    const [cookies] = readHarLines({ cookies: list(600) }, 'cookie');
    expect(cookies?.value.split('; ')).toHaveLength(500);
  });

  it('fields of a form', () => {
    const body = readHarRequestBody({ postData: { params: list(300) } }, []);
    expect(body.kind === 'fields' ? Object.keys(body.fields) : []).toHaveLength(200);
  });

  it('frames of a socket, and of a frame', () => {
    expect(frames(list(2100))).toBe(2000);
    expect(frames([{ type: 'send', data: `token${'x'.repeat(65_531)}` }])).toBe(1);
    expect(frames([{ type: 'send', data: `token${'x'.repeat(65_532)}` }])).toBe(0);
  });

  // Once read in a time that grew with the square of its length: 1.4 s for this.
  it('the name of a script costs next to nothing', () => {
    const entry = { _initiator: { url: `https://a.example/${'-sw'.repeat(20_000)}` } };
    expect(timeLeast(() => readHarContext(entry, null), 50).leastMs).toBeLessThan(100);
  });

  it('the name of a page', () => {
    expect(readHarContext({ pageref: 'p'.repeat(100) }, null)).toBe(`page:${'p'.repeat(64)}`);
  });
});

it('of the browser’s word for a failed request, only so much is kept', () => {
  const { takeBeforeRequest, takeSendHeaders, takeErrorOccurred, failures } = watch();
  takeBeforeRequest(PAGE_FETCH);
  takeSendHeaders(PAGE_FETCH);
  takeErrorOccurred({ ...PAGE_FETCH, error: 'net::ERR_'.repeat(20) });
  expect(only(failures).error).toHaveLength(64);
});

it('of redirects that nobody followed yet, the newest fifty are remembered', () => {
  const links = createRedirectLinks();
  const context = 'tab:1';
  for (let index = 0; index < 51; index += 1) {
    const headers = [['Location', `/to/${index}`]] as const;
    const url = 'https://app.shop.example/';
    links.noteAnswer({ context }, makeRawAnswer({ ref: `har:${index}`, status: 302, url, headers }));
  }
  const follow = (index: number) =>
    links.findBefore({ context, url: `https://app.shop.example/to/${index}`, atMs: TEST_NOW_MS + 300 });
  expect([follow(0), follow(1), follow(50)]).toEqual([null, 'har:1', 'har:50']);
});
