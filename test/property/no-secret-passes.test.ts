// The one promise that matters most: whatever comes in, and wherever a secret stands in it, none comes out.

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDoor } from '../../src/normalise/door';
import type { Observation } from '../../src/observation/observation';
import { buildReport } from '../../src/report/build-report';
import type { Report } from '../../src/report/report';
import { REPORT_FORMATS, writeReport } from '../../src/report/write-report';
import { createAnalysis } from '../../src/rules/analysis';
import { makeRawAnswer, makeRawRequest, TEST_KEY_HEX, TEST_NOW_MS } from '../support/raw-halves';
import { tellStory } from '../support/story/tell-story';
import { enact } from './given/enact';
import { POLICY } from './given/judge';
import { holdsForAll } from './given/laws';
import { ANSWER_PLACES, REQUEST_PLACES } from './given/secret-places';
import { findPieces, type Secret, secrets } from './given/secrets';
import { sessions } from './given/sessions';

const URLS = [
  undefined,
  'https://auth.shop.example/token',
  'https://app.shop.example/auth/refresh',
  'https://app.shop.example/api/login',
  'https://auth.shop.example/revoke',
  'https://app.shop.example/logout',
  'https://p.supabase.co/auth/v1/token',
  'https://id.example/realms/shop/protocol/openid-connect/token',
  'https://api.example/session/refresh',
  'https://cognito-idp.eu-west-1.amazonaws.com/',
  'https://securetoken.googleapis.com/v1/token',
  'https://api.shop.example/graphql',
];

type Exchange = {
  readonly sent: number;
  readonly said: number;
  readonly asked: Secret;
  readonly told: Secret;
  readonly url: string | undefined;
  readonly status: number | undefined;
  readonly waitMs: number;
  readonly fails: boolean;
};

const exchanges = (pool: readonly Secret[]): fc.Arbitrary<readonly Exchange[]> =>
  fc.array(
    fc.record({
      sent: fc.nat({ max: REQUEST_PLACES.length - 1 }),
      said: fc.nat({ max: ANSWER_PLACES.length - 1 }),
      asked: fc.constantFrom(...pool),
      told: fc.constantFrom(...pool),
      url: fc.constantFrom(...URLS),
      status: fc.constantFrom(undefined, undefined, undefined, 401, 403, 200),
      waitMs: fc.constantFrom(0, 50, 20_000, 400_000),
      fails: fc.constantFrom(false, false, false, false, true),
    }),
    { minLength: 1, maxLength: 12 },
  );

const given = fc
  .array(secrets, { minLength: 1, maxLength: 5 })
  .chain((pool) => fc.tuple(fc.constant(pool), exchanges(pool)));

/** What libraries write behind our back counts too. */
const CONSOLE = ['log', 'info', 'warn', 'error', 'debug'] as const;
const written: unknown[] = [];
beforeEach(() => {
  written.length = 0;
  for (const method of CONSOLE) vi.spyOn(console, method).mockImplementation((...words) => void written.push(words));
});
afterEach(() => {
  vi.restoreAllMocks();
  expect(written).toEqual([]);
});

const writeAll = (report: Report): string => REPORT_FORMATS.map((format) => writeReport(report, format)).join('\n');

function watch(all: readonly Exchange[]) {
  const analysis = createAnalysis(POLICY);
  const observations: Observation[] = [];
  const door = createDoor(TEST_KEY_HEX, (observation) => {
    observations.push(observation);
    analysis.observe(observation);
  });
  let atMs = TEST_NOW_MS;
  all.forEach((one, index) => {
    atMs += one.waitMs;
    const ref = `har:${index}` as const;
    const request = REQUEST_PLACES[one.sent]?.(one.asked.text) ?? {};
    const answer = ANSWER_PLACES[one.said]?.(one.told.text) ?? {};
    const { url = request.url ?? 'https://api.shop.example/me', status } = one;
    door.takeRequest(makeRawRequest({ ...request, url, ref, atMs }));
    if (one.fails)
      door.takeFailure({
        kind: 'request-failed',
        ref,
        sensor: 'har',
        atMs: atMs + 100,
        error: one.told.text.slice(0, 60),
      });
    else
      door.takeAnswer(
        makeRawAnswer({ ...answer, ...(status === undefined ? {} : { status }), url, ref, atMs: atMs + 100 }),
      );
  });
  const report = buildReport(analysis, { kind: 'har', skipped: 0, version: '0' });
  const { state, findings } = analysis;
  const kept = Object.values(state).map((entities: ReadonlyMap<string, unknown>) => [...entities]);
  return { observations, kept: [kept, [...findings]], report, text: writeAll(report) };
}

describe('no person passes into a report', { timeout: 600_000 }, () => {
  it('by subject, address or name, whatever findings there are', () => {
    const person = {
      sub: 'subject-5808a779',
      email: 'a.person@shop.example',
      preferred_username: 'a-person',
      phone_number: '+49301234567',
    };
    const asIssuer = { iss: `https://id.example/${person.email}`, aud: [person.email, 'api'], azp: person.email };
    const claims = { ...person, ...asIssuer, scope: `openid ${person.email}`, [person.email]: true };
    holdsForAll(sessions(), 60, (steps) => {
      const { report } = tellStory((s) => {
        for (let index = 1; index < 30; index += 1) s.jwt(`AT${index}`, { lifetimeSec: null, claims });
        enact({ ...s, jwt: (name) => name }, steps);
      });
      const printed = writeAll(report);
      expect(Object.values(person).filter((value) => printed.includes(value))).toEqual([]);
    });
  });
});

describe('no secret passes the door', { timeout: 600_000 }, () => {
  it('in any place, whole or in pieces, into observations, state, findings, report or text', () => {
    holdsForAll(given, 150, ([pool, all]) => {
      const { text, ...rest } = watch(all);
      expect(findPieces(JSON.stringify(rest) + text, pool)).toEqual([]);
    });
  });

  it.each(REQUEST_PLACES.map((place, index) => [index, String(JSON.stringify(place('SECRET'))).slice(0, 90)]))(
    'through request place %d: %s',
    (index) => {
      holdsForAll(fc.tuple(secrets, fc.constantFrom(...URLS)), 12, ([secret, url]) => {
        const one = {
          sent: Number(index),
          said: 0,
          asked: secret,
          told: secret,
          url,
          status: undefined,
          waitMs: 0,
          fails: false,
        };
        const { text, ...rest } = watch([one, one]);
        expect(findPieces(JSON.stringify(rest) + text, [secret])).toEqual([]);
      });
    },
  );

  it.each(ANSWER_PLACES.map((place, index) => [index, JSON.stringify(place('SECRET')).slice(0, 90)]))(
    'through answer place %d: %s',
    (index) => {
      holdsForAll(fc.tuple(secrets, fc.constantFrom(...URLS)), 12, ([secret, url]) => {
        const one = {
          sent: 0,
          said: Number(index),
          asked: secret,
          told: secret,
          url,
          status: undefined,
          waitMs: 0,
          fails: false,
        };
        const { text, ...rest } = watch([one, one]);
        expect(findPieces(JSON.stringify(rest) + text, [secret])).toEqual([]);
      });
    },
  );
});
