// What one sensor's view of a send adds to another's, what it takes back, and which views are of two sends.
import { describe, expect, it } from 'vitest';
import type { AnswerReceived, Observation, RequestSent } from '../../../src/observation/observation';
import {
  answerReceived,
  fingerprintOf,
  issued,
  presentedAccess,
  presentedRefresh,
  requestSent,
} from '../fakes/observations';
import { analyse } from '../fakes/plain-analysis';

const { atMs: START_MS } = requestSent({});
const LOGIN = { kind: 'login-page' } as const;
const heard = (change: Partial<RequestSent> = {}): RequestSent => requestSent(change);
const told = (change: Partial<RequestSent> = {}): RequestSent =>
  requestSent({ ref: 'devtools:p:1', sensor: 'devtools', ...change });
const answerHeard = (change: Partial<AnswerReceived> = {}): AnswerReceived => answerReceived(change);
const answerTold = (change: Partial<AnswerReceived> = {}): AnswerReceived =>
  answerReceived({ ref: 'devtools:p:1', sensor: 'devtools', ...change });

const listSends = (...observations: readonly Observation[]) => [...analyse(observations).state.send.values()];
const onlySend = (...observations: readonly Observation[]) => {
  const [send, ...others] = listSends(...observations);
  if (send === undefined || others.length > 0) throw new Error(`not one send but ${others.length + 1}`);
  return send;
};

describe('two views are of two sends', () => {
  it.each<[what: string, first: readonly Observation[], second: RequestSent]>([
    ['in two tabs', [heard({ context: 'tab:1' })], told({ context: 'tab:2' })],
    [
      'in two partitions',
      [heard({ context: 'service-worker', partition: 'private' })],
      told({ context: 'service-worker' }),
    ],
    ['of two bodies', [heard({ bodyFp: fingerprintOf(1) })], told({ bodyFp: fingerprintOf(2) })],
    ['with two tokens', [heard({ credentials: [presentedAccess(1)] })], told({ credentials: [presentedAccess(2)] })],
    ['where one began when the other was over', [heard(), answerHeard()], told({ atMs: START_MS + 200 })],
    ['where one was over when the other began', [heard({ atMs: START_MS + 200 })], told({ answeredMs: START_MS + 50 })],
  ])('%s', (_what, first, second) => {
    expect(listSends(...first, second)).toHaveLength(2);
  });

  it('and of one where nothing tells them apart', () => {
    expect(listSends(heard({ credentials: [presentedAccess(1)] }), answerHeard(), told())).toHaveLength(1);
    expect(listSends(heard({ context: 'service-worker' }), told({ bodyFp: fingerprintOf(1) }))).toHaveLength(1);
  });

  it('of one sensor, however alike they are', () => {
    expect(listSends(heard(), heard({ ref: 'web-request:2.0' }))).toHaveLength(2);
  });
});

it('a request that is told again under its own name is the same, with all that came of it', () => {
  const call = heard({ credentials: [presentedAccess(1)] });
  const { state } = analyse([call, answerHeard(), call, answerHeard()]);
  expect([...state.token.values()].map(({ presentations, accepted }) => [presentations, accepted])).toEqual([[1, 1]]);
  expect(state.log.get('log')?.exchanges).toBe(1);
});

describe('a second view', () => {
  const cookie = { name: 'refresh_token', fp: fingerprintOf(7), named: 'refresh' as const };

  it('adds what the first could not see', () => {
    const first = heard({ context: 'unknown', bodyFp: null });
    const second = told({
      context: 'service-worker',
      bodyFp: fingerprintOf(5),
      purpose: LOGIN,
      cookies: [cookie],
      clientId: 'spa',
      target: 'scope=a',
    });
    expect(onlySend(first, second)).toMatchObject({
      context: 'service-worker',
      bodyFp: fingerprintOf(5),
      purpose: LOGIN,
      cookies: [cookie],
      clientId: 'spa',
      target: 'scope=a',
    });
  });

  it('takes nothing back, and repeats nothing', () => {
    const first = heard({
      bodyFp: fingerprintOf(5),
      purpose: LOGIN,
      cookies: [cookie],
      credentials: [presentedAccess(1)],
    });
    const send = onlySend(first, told({ credentials: [presentedAccess(1)] }));
    expect(send).toMatchObject({ bodyFp: fingerprintOf(5), purpose: LOGIN, cookies: [cookie] });
    expect(send.presented.map(({ token }) => token)).toEqual([fingerprintOf(1)]);
  });

  it('of a request that is answered counts what it was the first to show', () => {
    const { state } = analyse([heard(), answerHeard(), told({ credentials: [presentedAccess(1)] }), answerTold()]);
    expect([...state.token.values()].map(({ presentations }) => presentations)).toEqual([1]);
  });
});

describe('an answer', () => {
  it('that two sensors saw is one reading of the clock', () => {
    const date = { serverDateMs: START_MS + 60_000 };
    const { state } = analyse([heard(), told(), answerHeard(date), answerTold(date)]);
    expect([...state.server.values()].map(({ clock }) => clock.length)).toEqual([1]);
  });

  it('that came out of the cache by one sensor did not come from the network by the other', () => {
    const send = onlySend(heard(), told(), answerHeard({ source: 'cache' }), answerTold({ source: 'network' }));
    expect(send.source).toBe('cache');
  });

  it('that comes after a failure was the truth, and a failure after an answer is none', () => {
    const failed = { kind: 'request-failed', ref: 'web-request:1.0', sensor: 'web-request', error: 'x' } as const;
    const failure: Observation = { ...failed, atMs: START_MS + 20 };
    expect(onlySend(heard(), told(), failure, answerTold())).toMatchObject({ failure: null, status: 200 });
    expect(onlySend(heard(), told(), answerTold(), failure)).toMatchObject({ failure: null, status: 200 });
  });

  it('that refuses is one refusal, and one use of a proof, whoever saw it', () => {
    const proof = { fp: fingerprintOf(8), jtiFp: null, jkt: null, iatSec: null, hasNonce: false, mismatches: [] };
    const sent = { credentials: [presentedAccess(1)], proof };
    const { state } = analyse([
      heard(sent),
      answerHeard({ status: 401, body: 'unavailable' }),
      told(sent),
      answerTold({ status: 401 }),
    ]);
    const [client] = state.client.values();
    expect(Object.values(client?.contexts ?? {}).map(({ rejections }) => rejections.length)).toEqual([1]);
    expect(state.token.get(fingerprintOf(1))).toMatchObject({ presentations: 1, rejected: 1, provenPresentations: 1 });
  });

  it('of a refresh leaves the token that it renewed as renewed, however often it is told', () => {
    const purpose = { kind: 'token-request', grant: 'refresh_token', codeFp: null } as const;
    const news = [issued(2, 'access'), issued(3, 'refresh')];
    const sent = { purpose, method: 'POST', credentials: [presentedRefresh(1)] };
    const { state } = analyse([
      heard(sent),
      answerHeard({ body: 'unavailable' }),
      told(sent),
      answerTold({ issued: news }),
      answerTold({ issued: news }),
    ]);
    const [chain] = state.chain.values();
    expect(chain).toMatchObject({ rotations: 1, edges: [{ from: fingerprintOf(1), to: fingerprintOf(3) }] });
    expect([...state.refresh.values()].map(({ issued: of }) => of)).toEqual([[fingerprintOf(2), fingerprintOf(3)]]);
  });
});

it('uses of an expired token that are far apart are two bursts, in whatever order they are told', () => {
  const use = (index: number, afterSec: number): readonly Observation[] => {
    const ref = `web-request:${index}.0` as const;
    const atMs = START_MS + afterSec * 1000;
    return [heard({ ref, atMs, credentials: [presentedAccess(1)] }), answerHeard({ ref, atMs: atMs + 50 })];
  };
  const grant = [
    heard({ method: 'POST', purpose: { kind: 'sign-in' } }),
    answerHeard({ issued: [issued(1, 'access')] }),
  ];
  const { state } = analyse([...grant, ...use(2, 900), ...use(3, 700), ...use(4, 900.5)]);
  const bursts = state.token.get(fingerprintOf(1))?.expiredBursts ?? [];
  expect(bursts.map(({ startMs, endMs }) => [startMs - START_MS, endMs - START_MS]).toSorted()).toEqual([
    [700_000, 700_050],
    [900_000, 900_550],
  ]);
});

it.each(['__proto__', 'constructor', 'toString'])('a context may be called %s, as anything else', (context) => {
  const sent = { context, credentials: [presentedAccess(1)] };
  const { state } = analyse([heard(sent), answerHeard({ status: 401 })]);
  expect(state.log.get('log')?.faults).toEqual([]);
  const [client] = state.client.values();
  const contexts = Object.entries(client?.contexts ?? {});
  expect(contexts.map(([name, { rejections, held }]) => [name, rejections.length, held.length])).toEqual([
    [context, 1, 1],
  ]);
});

describe('a 304, which one view takes for a hit of the cache', () => {
  const call = heard({ credentials: [presentedAccess(1)] });
  const hit = answerHeard({ source: 'cache' });
  const unchanged = answerTold({ status: 304 });

  it.each([
    ['first', [call, hit, told(), unchanged]],
    ['last', [told({ credentials: [presentedAccess(1)] }), unchanged, heard(), hit]],
  ])('%s, is a send', (_when, observations) => {
    expect(onlySend(...observations)).toMatchObject({ source: 'network', status: 304 });
    const { state } = analyse(observations);
    expect([...state.token.values()].map(({ presentations }) => presentations)).toEqual([1]);
  });
});
