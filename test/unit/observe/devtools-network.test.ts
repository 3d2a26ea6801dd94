import { describe, expect, it } from 'vitest';
import { createDevtoolsNetworkSensor, type GetContent } from '../../../src/observe/devtools-network';
import { createRecordingSink, only } from '../fakes/recording-sink';

type Parts = {
  readonly url?: string;
  readonly method?: string;
  readonly status?: number;
  readonly type?: string;
  readonly mimeType?: string;
  readonly sent?: Readonly<Record<string, string>>;
  readonly received?: Readonly<Record<string, string>>;
  readonly size?: number;
  readonly startedDateTime?: string;
  readonly fromCache?: string;
};

const lines = (fields: Readonly<Record<string, string>>) =>
  Object.entries(fields).map(([name, value]) => ({ name, value }));

const entryOf = (parts: Parts) => ({
  _resourceType: parts.type ?? 'fetch',
  ...(parts.fromCache === undefined ? {} : { _fromCache: parts.fromCache }),
  pageref: 'page_1',
  startedDateTime: parts.startedDateTime ?? '2026-03-01T09:00:00.000Z',
  time: 100,
  timings: { receive: 0 },
  request: {
    method: parts.method ?? 'GET',
    url: parts.url ?? 'https://api.example/orders',
    headers: lines(parts.sent ?? {}),
  },
  response: {
    status: parts.status ?? 200,
    headers: lines({ 'Content-Type': parts.mimeType ?? 'application/json', ...parts.received }),
    content: { size: parts.size ?? 20 },
  },
});

function watch() {
  const sink = createRecordingSink();
  const skipped: string[] = [];
  const asked: ((text: unknown, encoding: unknown) => void)[] = [];
  const getContent: GetContent = (take) => void asked.push(take);
  const sensor = createDevtoolsNetworkSensor({
    sink,
    page: 'p1',
    context: 'tab:7',
    partition: 'normal',
    onSkip: (reason) => skipped.push(reason),
  });
  return { ...sink, asked, skipped, take: (entry: unknown) => sensor.takeEntry(entry, getContent) };
}

describe('what DevTools finished', () => {
  it('is asked for its body before anything else: a page that rewrites its address takes the body away', () => {
    const steps: string[] = [];
    const note = (step: string) => (): void => void steps.push(step);
    const sink = { takeRequest: note('request'), takeAnswer: note('answer'), takeFailure: note('failure') };
    const sensor = createDevtoolsNetworkSensor({
      sink,
      page: 'p1',
      context: 'tab:7',
      partition: 'normal',
      onSkip: note('skipped'),
    });
    sensor.takeEntry(entryOf({ method: 'POST', url: 'https://auth.example/token' }), note('asked'));
    expect(steps).toEqual(['asked', 'request']);
  });

  it('is told at once, and its answer when the body is there', () => {
    const { take, asked, requests, answers } = watch();
    take(entryOf({ method: 'POST', url: 'https://auth.example/token' }));
    expect(only(requests)).toMatchObject({ ref: 'devtools:p1:1', sensor: 'devtools', context: 'tab:7' });
    expect(answers).toEqual([]);
    only(asked)('{"access_token":"x"}', '');
    expect(only(answers)).toMatchObject({ ref: 'devtools:p1:1', body: { kind: 'text', text: '{"access_token":"x"}' } });
  });

  it('whose body was let go is told without it', () => {
    const { take, asked, answers } = watch();
    take(entryOf({ method: 'POST' }));
    only(asked)(null, undefined);
    expect(only(answers).body).toEqual({ kind: 'lost' });
  });

  it.each([
    ['a POST', { method: 'POST' }, true],
    ['a refusal', { status: 401 }, true],
    ['a GET with a token', { sent: { authorization: 'Bearer x' } }, true],
    ['a GET with a cookie', { sent: { cookie: 'sid=1' } }, true],
    ['a GET that sounds like a session', { url: 'https://app.example/api/session' }, true],
    ['any other GET', {}, false],
    ['an answer in XML', { method: 'POST', mimeType: 'application/xml' }, true],
    ['a vector picture', { method: 'POST', mimeType: 'image/svg+xml' }, false],
    ['a page', { sent: { cookie: 'sid=1' }, mimeType: 'text/html' }, false],
    ['a large answer', { method: 'POST', size: 300_000 }, false],
    ['a large answer, by its header', { method: 'POST', received: { 'Content-Length': '300000' } }, false],
    ['a cached answer', { method: 'POST', fromCache: 'disk' }, false],
    ['an empty answer', { method: 'POST', status: 204 }, false],
  ] as const)('is asked for its body: %s', (_name, parts, isAsked) => {
    const { take, asked, answers } = watch();
    take(entryOf(parts));
    expect([asked.length, answers.length]).toEqual(isAsked ? [1, 0] : [0, 1]);
  });

  it('and that the other sensor never watches is not told at all', () => {
    const { take, requests } = watch();
    for (const type of ['image', 'script', 'stylesheet', 'font', 'media', 'manifest', 'preflight'])
      take(entryOf({ type }));
    expect(requests).toEqual([]);
  });

  it('is tied to the redirect that led to it', () => {
    const { take, requests } = watch();
    take(entryOf({ url: 'https://a.example/old', status: 302, received: { Location: '/new#x' } }));
    take(entryOf({ url: 'https://a.example/new', startedDateTime: '2026-03-01T09:00:00.110Z' }));
    take(entryOf({ url: 'https://a.example/new', startedDateTime: '2026-03-01T09:00:01.000Z' }));
    expect(requests.map(({ ref, redirectOf }) => [ref, redirectOf])).toEqual([
      ['devtools:p1:1', null],
      ['devtools:p1:2', 'devtools:p1:1'],
      ['devtools:p1:3', null],
    ]);
  });

  it('and cannot be read is skipped with a reason, unless it is no exchange at all', () => {
    const { take, skipped } = watch();
    take({ request: 1 });
    take(entryOf({ url: 'data:,x' }));
    expect(skipped).toEqual(['malformed-request']);
  });
});
