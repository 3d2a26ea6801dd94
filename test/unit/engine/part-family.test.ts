import { describe, expect, it } from 'vitest';
import type { Observation, SendRef, Sensor } from '../../../src/observation/observation';
import {
  answerReceived,
  fingerprintOf,
  issued,
  presentedAccess,
  presentedRefresh,
  requestSent,
} from '../fakes/observations';
import { analyse } from '../fakes/plain-analysis';

const START_MS = 1_772_355_600_000;
const REDEEM = { kind: 'token-request', grant: 'authorization_code', codeFp: null } as const;
const REFRESH = { kind: 'token-request', grant: 'refresh_token', codeFp: null } as const;

/** A grant, `atSec` after the begin, as one sensor sees it: webRequest reads no body. */
function grant(sensor: Sensor, atSec: number, presents: number | null, issues: number): readonly Observation[] {
  const ref: SendRef = `${sensor}:${atSec}`;
  const atMs = START_MS + atSec * 1000;
  const isRead = sensor === 'devtools';
  return [
    requestSent({
      ref,
      sensor,
      atMs,
      method: 'POST',
      pathTemplate: '/token',
      urlFp: fingerprintOf(0xbb),
      bodyFp: fingerprintOf(0xb00 + (presents ?? 0)),
      purpose: presents === null ? REDEEM : REFRESH,
      credentials: presents === null ? [] : [presentedRefresh(presents)],
    }),
    answerReceived({
      ref,
      sensor,
      atMs: atMs + 100,
      body: isRead ? 'full' : 'unavailable',
      issued: isRead ? [issued(issues + 500, 'access'), issued(issues, 'refresh')] : [],
    }),
  ];
}

const GENERIC = { code: 'invalid_grant', reading: 'generic' } as const;
const [heard, told] = ['web-request', 'devtools'] as const;
const nameOf = (fp: string): number => Number.parseInt(fp, 16);

function listFamilies(observations: readonly Observation[]) {
  const { state } = analyse(observations);
  const inOrder = [...state.chain.values()].sort((a, b) => Number(a.id) - Number(b.id));
  return inOrder.map((chain) => ({
    root: chain.rootKind,
    edges: chain.edges.map(({ from, to, evidence }) => `${nameOf(from)} > ${nameOf(to)} ${evidence}`),
    heads: chain.branches.map(({ head, headGeneration }) => `${nameOf(head)} at ${headGeneration}`),
    rotations: chain.rotations,
  }));
}

describe('a bridge to the next unknown credential', () => {
  const untold = [...grant(told, 0, null, 1), ...grant(heard, 10, 1, 2), ...grant(heard, 12, 3, 4)];

  it('holds while nothing else is known', () => {
    expect(listFamilies(untold)).toMatchObject([{ edges: ['1 > 3 E4'], heads: ['3 at 1'] }]);
  });

  it('is taken back by the body: a rotation between had been missed', () => {
    expect(listFamilies([...untold, ...grant(told, 10, 1, 2)])).toMatchObject([
      { root: 'code', edges: ['1 > 2 E1'], heads: ['2 at 1'], rotations: 1 },
      { root: 'unknown', edges: [], heads: ['3 at 0'], rotations: 0 },
    ]);
  });

  it('leaves one family, as if nothing had been missed, when all is told', () => {
    const late = [...grant(told, 10, 1, 2), ...grant(told, 11, 2, 3), ...grant(told, 12, 3, 4)];
    expect(listFamilies([...untold, ...late])).toEqual([
      { root: 'code', edges: ['1 > 2 E1', '2 > 3 E1', '3 > 4 E1'], heads: ['4 at 3'], rotations: 3 },
    ]);
  });

  it('is taken back by a sign-in that issued the credential', () => {
    expect(listFamilies([...untold, ...grant(told, 11, null, 3)])).toMatchObject([
      { root: 'code', edges: [], heads: ['1 at 0'] },
      { root: 'code', edges: [], heads: ['3 at 0'] },
    ]);
  });

  it('takes the refreshes and the end of what it led to along, and leaves its own as unread as before', () => {
    const refused = [
      ...grant(heard, 12, 3, 4).slice(0, 1),
      answerReceived({ ref: 'web-request:12', atMs: START_MS + 12_100, status: 400, error: GENERIC }),
    ];
    const guessed = [...grant(told, 0, null, 1), ...grant(heard, 10, 1, 2), ...refused];
    const known = [...guessed, ...grant(told, 11, null, 3)];
    const listFates = (observations: readonly Observation[]) => {
      const { state } = analyse(observations);
      return {
        refreshes: [...state.refresh.values()]
          .toSorted((a, b) => a.startMs - b.startMs)
          .map(({ chain, issued: of, outcome }) => [chain, of.map(nameOf), outcome]),
        ends: [...state.chain.values()].map(({ id, end }) => [id, end !== null]).toSorted(),
      };
    };
    expect(listFates(guessed)).toEqual({
      refreshes: [
        ['1', [3], 'success'],
        ['1', [], 'failure.terminal'],
      ],
      ends: [['1', true]],
    });
    expect(listFates(known)).toEqual({
      refreshes: [
        ['1', [], 'unknown'],
        ['2', [], 'failure.terminal'],
      ],
      ends: [
        ['1', false],
        ['2', true],
      ],
    });
    expect(listFates([...guessed, ...grant(told, 10, 1, 2)])).toEqual({
      refreshes: [
        ['1', [502, 2], 'success'],
        ['2', [], 'failure.terminal'],
      ],
      ends: [
        ['1', false],
        ['2', true],
      ],
    });
  });

  it('does not lead to a credential that was presented before that answer came', () => {
    // Its body, and with it the credential, is told of only after the answer.
    const overtaken = [...grant(told, 0, null, 1), ...grant(heard, 10, 1, 2), ...grant(told, 10.05, 3, 4)];
    expect(listFamilies(overtaken)).toMatchObject([
      { root: 'code', edges: [] },
      { root: 'unknown', edges: ['3 > 4 E1'] },
    ]);
  });

  it('takes what had grown from it along', () => {
    const grown = [...untold, ...grant(heard, 13, 4, 5), ...grant(told, 10, 1, 2)];
    expect(listFamilies(grown)).toMatchObject([
      { edges: ['1 > 2 E1'], heads: ['2 at 1'] },
      { root: 'unknown', edges: ['3 > 4 E4'], heads: ['4 at 1'] },
    ]);
  });
});

describe('an access token that was taken for a part of an unread answer', () => {
  it('is no part of it once the body was read', () => {
    const call = requestSent({ ref: 'web-request:9', atMs: START_MS + 11_000, credentials: [presentedAccess(700)] });
    const heardOnly = [...grant(told, 0, null, 1), ...grant(heard, 10, 1, 2), call];
    const issuedBy = (observations: readonly Observation[]) =>
      [...analyse(observations).state.refresh.values()]
        .sort((a, b) => a.startMs - b.startMs)
        .map((refresh) => refresh.issued.map(nameOf));
    expect(issuedBy(heardOnly)).toEqual([[700]]);
    expect(issuedBy([...heardOnly, ...grant(told, 10, 1, 2)])).toEqual([[502, 2]]);
  });
});

/** A call of the API with an access token, `atSec` after the begin. */
const call = (sensor: Sensor, atSec: number, token: number): Observation =>
  requestSent({
    ref: `${sensor}:call ${atSec}`,
    sensor,
    atMs: START_MS + atSec * 1000,
    urlFp: fingerprintOf(0xcc),
    credentials: [presentedAccess(token)],
  });

describe('an access token that was used while an unread answer waited for its tokens', () => {
  const listIssued = (observations: readonly Observation[]) =>
    [...analyse(observations).state.refresh.values()].map((refresh) => refresh.issued.map(nameOf));

  it('is none of them when it was seen before that refresh', () => {
    const early = [call(heard, 1, 501), ...grant(heard, 10, 1, 2), call(told, 1, 501)];
    expect(listIssued(early)).toEqual([[]]);
  });

  it('is taken back by the body of the sign-in that issued it, and begins no second family', () => {
    const late = [...grant(heard, 10, 2, 3), call(heard, 11, 501)];
    expect(listIssued(late)).toEqual([[501]]);
    const all = [...late, ...grant(told, 0, null, 1), ...grant(told, 5, 1, 2), ...grant(told, 10, 2, 3)];
    expect(listFamilies(all)).toEqual([
      { root: 'code', edges: ['1 > 2 E1', '2 > 3 E1'], heads: ['3 at 2'], rotations: 2 },
    ]);
    expect(listIssued(all)).toEqual([
      [502, 2],
      [503, 3],
    ]);
  });

  it('leaves what it had seemed to replace in its place', () => {
    const late = [...grant(told, 0, null, 1), ...grant(heard, 10, 1, 2), call(heard, 11, 601)];
    const all = [...late, ...grant(told, 4, null, 101), ...grant(told, 10, 1, 2)];
    const { state } = analyse(all);
    const replaced = [...state.token.values()].flatMap(({ id, replacedBy }) =>
      replacedBy === null ? [] : [`${nameOf(id)} by ${nameOf(replacedBy)}`],
    );
    expect(replaced).toEqual(['501 by 502']);
  });
});

describe('a sign-in whose body is read late', () => {
  it('did not come from a silent authorization that was sent after it', () => {
    const silent = requestSent({
      ref: 'web-request:silent',
      atMs: START_MS + 2000,
      purpose: { kind: 'authorization', isSilent: true, nonceFp: null, stateFp: null },
    });
    const late = [...grant(heard, 0, null, 1), silent, ...grant(told, 0, null, 1)];
    expect(listFamilies(late)).toMatchObject([{ root: 'code' }]);
  });
});

describe("a credential that only the second sensor's view of an answered request shows", () => {
  it('was presented all the same', () => {
    const call = { urlFp: fingerprintOf(0xcc), atMs: START_MS };
    const { state } = analyse([
      requestSent({ ...call, ref: 'web-request:1' }),
      answerReceived({ ref: 'web-request:1', body: 'unavailable' }),
      requestSent({ ...call, ref: 'devtools:1', sensor: 'devtools', credentials: [presentedAccess(1)] }),
      answerReceived({ ref: 'devtools:1', sensor: 'devtools' }),
    ]);
    expect([...state.token.values()]).toMatchObject([{ presentations: 1, accepted: 1 }]);
  });
});
