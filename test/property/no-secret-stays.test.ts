// Nothing that was read keeps its source alive. A short name cut out of a Cookie header may hold the whole header in
// memory (V8's sliced strings, SpiderMonkey's dependent strings), and so may the last match of a regular expression:
// JSON of what is kept does not show that, a snapshot of the heap does.

import { describe, expect, it } from 'vitest';
import { createDoor } from '../../src/normalise/door';
import type { Observation } from '../../src/observation/observation';
import { createDevtoolsNetworkSensor } from '../../src/observe/devtools-network';
import { createWebRequestSensor } from '../../src/observe/web-request';
import { createAnalysis } from '../../src/rules/analysis';
import { createLiveSession } from '../../src/store/create-live-session';
import { findInHeap } from '../support/heap/find-in-heap';
import { makeRawAnswer, makeRawRequest, TEST_KEY_HEX, TEST_NOW_MS } from '../support/raw-halves';
import { encodeJwt } from '../support/story/story-tokens';
import { createFakeArchive } from '../unit/fakes/fake-archive';
import { createFakeTime } from '../unit/fakes/fake-time';
import { POLICY } from './given/judge';
import { ANSWER_PLACES, REQUEST_PLACES } from './given/secret-places';

/** Every piece of twelve characters of a secret holds one; put together here, so that no source text does. */
const MARK = ['mK', '7q'].join('');
const MARKED = new RegExp(`${MARK}[0-9a-z]{4}`);
const CHUNKS = 6;

const makeOpaque = (): string =>
  Array.from({ length: CHUNKS }, () => MARK + Math.random().toString(36).slice(2, 6).padEnd(4, '7')).join('');

const makeSignedJwt = (): string =>
  encodeJwt({ alg: 'ES256' }, { iat: TEST_NOW_MS / 1000, exp: TEST_NOW_MS / 1000 + 600, sub: 'user-1' }, makeOpaque());

const KINDS = [
  ['opaque tokens', makeOpaque],
  ['JWTs', makeSignedJwt],
] as const;
const URLS = ['https://auth.shop.example/token', 'https://app.shop.example/auth/refresh', undefined];

function passEveryPlace(makeSecret: () => string): unknown {
  const analysis = createAnalysis(POLICY);
  const observations: Observation[] = [];
  const door = createDoor(TEST_KEY_HEX, (observation) => {
    observations.push(observation);
    analysis.observe(observation);
  });
  let count = 0;
  for (const url of URLS.map((one) => (one === undefined ? {} : { url: one }))) {
    for (const place of REQUEST_PLACES) {
      const common = { ref: `har:${++count}` as const, atMs: TEST_NOW_MS + count };
      door.takeRequest(makeRawRequest({ ...place(makeSecret()), ...url, ...common }));
      door.takeAnswer(makeRawAnswer({ status: 401, ...common }));
    }
    for (const place of ANSWER_PLACES) {
      const common = { ref: `har:${++count}` as const, atMs: TEST_NOW_MS + count };
      door.takeRequest(makeRawRequest({ ...url, method: 'POST', ...common }));
      door.takeAnswer(makeRawAnswer({ ...place(makeSecret()), ...url, ...common }));
    }
  }
  return [analysis, observations, door];
}

async function watchEvents(makeSecret: () => string): Promise<unknown> {
  const time = createFakeTime();
  const archive = createFakeArchive();
  const createRandomHex = (bytes: number): string => 'a'.repeat(bytes * 2);
  const session = createLiveSession({ archive, loadProfile: async () => POLICY.profile, ...time, createRandomHex });
  const worker = createWebRequestSensor({ sink: session.sink, defaultPartition: 'normal' });
  const page = createDevtoolsNetworkSensor({
    sink: session.sink,
    page: 'p',
    context: 'tab:1',
    partition: 'normal',
    onSkip: () => undefined,
  });
  const take = (work: () => void): void => session.takeSoon('test', work);
  // What comes before the archive is loaded waits in a queue with all that it holds.
  for (const index of [1, 2]) {
    const secret = makeSecret();
    const event = {
      requestId: `${index}`,
      url: `https://auth.shop.example/token?access_token=${secret}#${secret}`,
      method: 'POST',
      type: 'xmlhttprequest',
      tabId: 1,
      timeStamp: TEST_NOW_MS + index,
      initiator: 'https://app.shop.example',
    };
    const headers = [{ name: 'Cookie', value: `refresh_token_of_app=${secret}; other_cookie_name=${secret}` }];
    const bytes = new TextEncoder().encode(`grant_type=refresh_token&refresh_token=${secret}`).buffer;
    take(() => worker.takeBeforeRequest({ ...event, requestBody: { raw: [{ bytes }] } }));
    take(() => worker.takeSendHeaders({ ...event, requestHeaders: headers }));
    const responseHeaders = [
      { name: 'Location', value: `https://app.shop.example/callback?code=${secret}` },
      { name: 'Set-Cookie', value: `refresh_token_of_app=${secret}; Path=/some/long/path; Domain=shop.example` },
    ];
    take(() => worker.takeBeforeRedirect({ ...event, statusCode: 302, responseHeaders }));
    take(() => worker.takeErrorOccurred({ ...event, error: 'net::ERR_ABORTED' }));
    take(() => page.takeEntry(makeEntry(event.url, [...headers, ...responseHeaders]), () => undefined));
    take(() => worker.takeBeforeRequest({ ...event, initiator: 'chrome-extension://aaaa', url: `${event.url}&2` }));
    await session.settle();
  }
  return [session, worker, page, archive];
}

const makeEntry = (url: string, headers: unknown): unknown => ({
  startedDateTime: new Date(TEST_NOW_MS).toISOString(),
  time: 5,
  request: { method: 'GET', url, headers },
  response: { status: 302, headers, content: {} },
});

describe('no secret stays in memory', { timeout: 600_000 }, () => {
  it('is a search that finds what is kept, also behind a short piece of it', async () => {
    const kept = { name: `refresh_token=${makeOpaque()}`.slice(0, 13) };
    expect((await findInHeap(MARKED)).length).toBeGreaterThan(0);
    expect(kept.name).toBe('refresh_token');
  });

  it.each(KINDS)('after %s passed the door in every place of requests and answers', async (_kind, makeSecret) => {
    const kept = passEveryPlace(makeSecret);
    expect(await findInHeap(MARKED)).toEqual([]);
    expect(kept).toBeDefined();
  });

  it.each(KINDS)('after events with %s, whether a session was ready for them or not', async (_kind, makeSecret) => {
    const kept = await watchEvents(makeSecret);
    expect(RegExp.input).toBe('');
    expect(await findInHeap(MARKED)).toEqual([]);
    expect(kept).toBeDefined();
  });
});
