// Another sensor's view of a send finds it, however busy the endpoint is and however late the view comes.
import { describe, expect, it } from 'vitest';
import type { Observation, SendRef, Sensor } from '../../../src/observation/observation';
import type { DpopProof } from '../../../src/observation/request';
import { tellStory } from '../../support/story/tell-story';
import { answerReceived, fingerprintOf, presentedAccess, requestSent } from '../fakes/observations';
import { analyse } from '../fakes/plain-analysis';
import { redeem, refresh } from '../rules/usual-traffic';

const START_MS = 1_772_355_600_000;
const CALLS = 200;

/** Fifty calls a second; two of three have one URL, none of them shares its token with its neighbours' tokens. */
function tell(
  sensor: Sensor & ('web-request' | 'devtools'),
  indexes: readonly number[],
  lagMs = 0,
): readonly Observation[] {
  return indexes.flatMap((index) => {
    const ref: SendRef = `${sensor}:${index}.0`;
    const atMs = START_MS + index * 20 + (sensor === 'devtools' ? 7 : 0) + lagMs;
    const urlFp = fingerprintOf(index % 3 === 0 ? 0x1000 + index : 0xaa);
    return [
      requestSent({ ref, sensor, atMs, urlFp, credentials: [presentedAccess(Math.floor(index / 50))] }),
      answerReceived({ ref, sensor, atMs: atMs + 15 }),
    ];
  });
}

const all = Array.from({ length: CALLS }, (_, index) => index);

function count(observations: readonly Observation[]): { exchanges: number; presentations: number[] } {
  const { state } = analyse(observations);
  return {
    exchanges: state.log.get('log')?.exchanges ?? 0,
    presentations: [...state.token.values()].map(({ presentations }) => presentations).toSorted((a, b) => a - b),
  };
}

const ONCE_EACH = { exchanges: CALLS, presentations: [50, 50, 50, 50] };

describe('two views of each of two hundred calls', () => {
  it('count once when DevTools tells everything seconds later', () => {
    expect(count([...tell('web-request', all), ...tell('devtools', all)])).toEqual(ONCE_EACH);
  });

  it('count once when the background tells everything seconds later', () => {
    expect(count([...tell('devtools', all), ...tell('web-request', all)])).toEqual(ONCE_EACH);
  });

  it.each([900, 1500, 4600, 9000])(
    'count once when a busy browser dates those of the background %d ms later',
    (lagMs) => {
      expect(count([...tell('web-request', all, lagMs), ...tell('devtools', all)])).toEqual(ONCE_EACH);
    },
  );

  it('stand each at its own time when the background missed the first of many that are alike', () => {
    const tellAlike = (sensor: 'web-request' | 'devtools', index: number): Observation =>
      requestSent({ ref: `${sensor}:${index}.0`, sensor, atMs: START_MS + index * 100 });
    const indexes = Array.from({ length: 13 }, (_, index) => index);
    const heard = indexes.slice(1).map((index) => tellAlike('web-request', index));
    const { state } = analyse([...heard, ...indexes.map((index) => tellAlike('devtools', index))]);
    const startsMs = [...state.send.values()].map(({ startMs }) => startMs - START_MS).toSorted((a, b) => a - b);
    expect(startsMs).toEqual(indexes.map((index) => index * 100));
  });

  it('count once when the background missed some of them', () => {
    const seen = all.filter((index) => index % 17 !== 3 && index % 50 !== 49);
    expect(count([...tell('web-request', seen), ...tell('devtools', all)])).toEqual(ONCE_EACH);
  });
});

it('one call is one also where the local clock was set back before it ended', () => {
  const view = (sensor: 'web-request' | 'devtools', atMs: number): Observation[] => {
    const ref: SendRef = `${sensor}:1.0`;
    const answeredMs = sensor === 'devtools' ? atMs - 400_000 : null;
    return [requestSent({ ref, sensor, atMs, answeredMs }), answerReceived({ ref, sensor, atMs: atMs - 400_000 })];
  };
  const { state } = analyse([...view('web-request', START_MS), ...view('devtools', START_MS + 4)]);
  expect([...state.send.values()].map(({ sensors }) => sensors)).toEqual([['web-request', 'devtools']]);
});

describe('two equal calls, of which the background missed the first', () => {
  const call = (
    sensor: Sensor & ('web-request' | 'devtools'),
    place: number,
    startMs: number,
    { tookMs = 50, status = 200 } = {},
  ): Observation[] => {
    const ref: SendRef = `${sensor}:${place}.0`;
    const atMs = START_MS + startMs;
    const answeredMs = sensor === 'devtools' ? atMs + tookMs : null;
    return [
      requestSent({ ref, sensor, atMs, answeredMs, credentials: [presentedAccess(1)] }),
      answerReceived({ ref, sensor, atMs: atMs + tookMs, status }),
    ];
  };
  const listStarts = (observations: readonly Observation[]): readonly number[] =>
    [...analyse(observations).state.send.values()].map(({ startMs }) => startMs - START_MS).toSorted((a, b) => a - b);

  it.each([300, 2000, 9000])(
    'stay two, %d ms apart, also when DevTools tells of the first after the second',
    (apartMs) => {
      const late = [...call('web-request', 2, apartMs), ...call('devtools', 1, 0), ...call('devtools', 2, apartMs)];
      expect(listStarts(late)).toEqual([0, apartMs]);
      const inTime = [...call('devtools', 1, 0), ...call('web-request', 2, apartMs), ...call('devtools', 2, apartMs)];
      expect(listStarts(inTime)).toEqual([0, apartMs]);
    },
  );

  it.each(['is still under way', 'is answered'])(
    'keep their own dates and answers where they overlap, and the second %s when DevTools tells of the first',
    (state) => {
      const [sent, answered] = call('web-request', 2, 300, { tookMs: 900, status: 401 });
      if (sent === undefined || answered === undefined) throw new Error('a call has two observations');
      const first = call('devtools', 1, 0, { tookMs: 800 });
      const second = call('devtools', 2, 300, { tookMs: 900, status: 401 });
      const told = state === 'is answered' ? [sent, answered, ...first] : [sent, ...first, answered];
      const sends = [...analyse([...told, ...second]).state.send.values()];
      const dates = sends.map(({ startMs, endMs, status }) => [startMs - START_MS, (endMs ?? 0) - START_MS, status]);
      expect(dates.toSorted()).toEqual([
        [0, 800, 200],
        [300, 1200, 401],
      ]);
    },
  );

  it('keep their own answers where those of the second come last, and are found by the background’s late view', () => {
    const [sent, answered] = call('web-request', 2, 300, { tookMs: 900, status: 401 });
    const [told] = call('devtools', 2, 300, { tookMs: 900 });
    if (sent === undefined || answered === undefined || told === undefined)
      throw new Error('a call has two observations');
    const before = [sent, ...call('devtools', 1, 0, { tookMs: 800 }), told, answered];
    const listAnswers = (observations: readonly Observation[]) =>
      [...analyse(observations).state.send.values()]
        .map(({ startMs, status }) => [startMs - START_MS, status])
        .toSorted();
    const answers = [
      [0, 200],
      [300, 401],
    ];
    expect(listAnswers(before)).toEqual(answers);
    expect(listAnswers([...before, ...call('web-request', 1, 0, { tookMs: 800 })])).toEqual(answers);
  });

  it('are two from the first on where each has a proof of its own (RFC 9449 11.1)', () => {
    const proofOf = (number: number): DpopProof => ({
      fp: fingerprintOf(number),
      jtiFp: fingerprintOf(number + 1),
      jkt: 'key',
      iatSec: null,
      hasNonce: false,
      mismatches: [],
    });
    const second = requestSent({ ref: 'web-request:2.0', atMs: START_MS + 300, proof: proofOf(10) });
    const first = requestSent({ ref: 'devtools:1.0', sensor: 'devtools', atMs: START_MS, proof: proofOf(20) });
    expect(listStarts([second, first])).toEqual([0, 300]);
    expect(listStarts([second, { ...first, proof: second.proof }])).toEqual([300]);
  });

  it('keep their own dates where there are three, and DevTools tells of one after the other', () => {
    const told = [2, 3].flatMap((place) => call('web-request', place, 300 * (place - 1), { tookMs: 2000 }).slice(0, 1));
    const views = [1, 2, 3].flatMap((place) => call('devtools', place, 300 * (place - 1), { tookMs: 2000 }));
    expect(listStarts([...told, ...views])).toEqual([0, 300, 600]);
    const { state } = analyse([...told, ...views]);
    expect([...state.send.values()].map(({ refs }) => refs.length).toSorted()).toEqual([1, 2, 2]);
  });

  it('are two refreshes, dated by their own starts', () => {
    const { observations } = tellStory(
      (s) => {
        redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: 'RT1' });
        refresh(s, 2, 'RT1', { access_token: s.jwt('AT2'), refresh_token: 'RT2' }, { id: 'first', after: 0.4 });
        refresh(s, 2.3, 'RT1', { access_token: s.jwt('AT3'), refresh_token: 'RT3' }, { id: 'second', after: 0.4 });
      },
      { sensors: ['web-request', 'devtools'], secondSightMs: 0 },
    );
    const missed = observations.filter(
      (one) => one.kind === 'request-sent' && one.sensor === 'web-request' && one.purpose.kind === 'token-request',
    )[1];
    const { state } = analyse(inOrderOfEnd(observations.filter((one) => one !== missed)));
    const [begun] = state.send.values();
    const refreshes = [...state.refresh.values()].map(({ startMs, position, answer }) => [
      Math.round((startMs - (begun?.startMs ?? 0)) / 100),
      position,
      answer,
    ]);
    expect(refreshes.toSorted()).toEqual([
      [20, 'P0', 'A+'],
      [23, 'P1', 'A+'],
    ]);
  });
});

/** DevTools tells a request and its answer together, when it has ended. */
function inOrderOfEnd(observations: readonly Observation[]): readonly Observation[] {
  const ends = new Map(observations.map((one) => ['ref' in one ? one.ref : '', instantOf(one)]));
  const toldMs = (one: Observation): number =>
    'ref' in one && one.ref.startsWith('devtools') ? (ends.get(one.ref) ?? 0) : instantOf(one);
  return observations.toSorted((a, b) => toldMs(a) - toldMs(b));
}

const instantOf = (one: Observation): number => (one.kind === 'gap-observed' ? one.toMs : one.atMs);
