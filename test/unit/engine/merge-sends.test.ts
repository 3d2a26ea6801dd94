// Another sensor's view of a send finds it, however busy the endpoint is and however late the view comes.
import { describe, expect, it } from 'vitest';
import type { Observation, SendRef, Sensor } from '../../../src/observation/observation';
import { answerReceived, fingerprintOf, presentedAccess, requestSent } from '../fakes/observations';
import { analyse } from '../fakes/plain-analysis';

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

  it('count once when the background missed some of them', () => {
    const seen = all.filter((index) => index % 17 !== 3 && index % 50 !== 49);
    expect(count([...tell('web-request', seen), ...tell('devtools', all)])).toEqual(ONCE_EACH);
  });
});

describe('two equal calls, of which the background missed the first', () => {
  const call = (sensor: Sensor & ('web-request' | 'devtools'), place: number, startMs: number): Observation[] => {
    const ref: SendRef = `${sensor}:${place}.0`;
    const atMs = START_MS + startMs;
    const answeredMs = sensor === 'devtools' ? atMs + 50 : null;
    return [
      requestSent({ ref, sensor, atMs, answeredMs, credentials: [presentedAccess(1)] }),
      answerReceived({ ref, sensor, atMs: atMs + 50 }),
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
});
