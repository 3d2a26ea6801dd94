// Each bound of what is read of one exchange, met: what is beyond it is skipped. Numbers are written out, so that a limit
// that grows shows here.

import { describe, expect, it } from 'vitest';
import { listJsonTexts, parseForm, parseRequestBody } from '../../../src/normalise/body';
import { splitCookieHeader } from '../../../src/normalise/cookie-pairs';
import { readTokensInCookie } from '../../../src/normalise/cookie-value';
import { createGate, type ExchangeObservation } from '../../../src/normalise/gate';
import { listGraphqlArguments } from '../../../src/normalise/graphql-arguments';
import { readHeaders } from '../../../src/normalise/headers';
import { createNormaliser } from '../../../src/normalise/normaliser';
import { templatePath } from '../../../src/normalise/paths';
import { createRecall } from '../../../src/normalise/recall';
import { redactToken } from '../../../src/normalise/redact-token';
import { parseSeveralJson } from '../../../src/normalise/several-json';
import { decodeToken } from '../../../src/token/decode-token';
import {
  makeJwt,
  makeRawAnswer,
  makeRawRequest,
  normaliseTestAnswer,
  normaliseTestRequest,
  TEST_KEY_HEX,
  takeTestFingerprint,
} from '../../support/raw-halves';
import { answerReceived, requestSent } from '../fakes/observations';

const JWT = makeJwt({ sub: '1' });
const OPAQUE = 'vT9KdKoUFVbeJo8yMjL6d4sJADQbiWbX';
const list = (length: number, write: (index: number) => string): readonly string[] =>
  Array.from({ length }, (_, index) => write(index));
const record = (length: number, value: (index: number) => unknown) =>
  Object.fromEntries(Array.from({ length }, (_, index) => [`k${index}`, value(index)]));
const size = (value: unknown): number => (Array.isArray(value) ? value.length : -1);

describe('of many, only so many are read', () => {
  const fields = (length: number): string => list(length, (index) => `k${index}=v`).join('&');
  const form = record(300, () => ['v']) as Readonly<Record<string, readonly string[]>>;
  const parts = list(300, (at) => `--b\r\nContent-Disposition: form-data; name="k${at}"\r\n\r\nv\r\n`).join('');
  const fieldsOf = (body: ReturnType<typeof parseRequestBody>): number => ('fields' in body ? body.fields.length : -1);
  const cookieLines = list(60, (index) => `c${index}=${OPAQUE}${index}; HttpOnly`).map(
    (line) => ['Set-Cookie', line] as const,
  );
  const refresh = { method: 'POST', url: 'https://app.shop.example/auth/refresh' };
  const graphql = list(60, (index) => `a${index}: "some-value-${index}"`).join(', ');
  const claims = decodeToken(makeJwt(record(3000, (index) => index)));

  it.each<[what: string, found: () => number, kept: number]>([
    ['lines of one header', () => readHeaders([{ name: 'a', value: 'x\n'.repeat(300) }]).all('a').length, 200],
    ['fields of a form', () => parseForm(fields(300)).length, 200],
    ['fields of a form told one by one', () => fieldsOf(parseRequestBody({ kind: 'fields', fields: form })), 200],
    [
      // The first is what stands before the first boundary.
      'parts of a multipart body',
      () => fieldsOf(parseRequestBody({ kind: 'text', text: parts, mimeType: 'multipart/form-data; boundary=b' })),
      199,
    ],
    ['members of a JSON body', () => listJsonTexts(JSON.parse(JSON.stringify(record(5000, () => 'x')))).length, 3000],
    ['items of a list', () => listJsonTexts(Array.from({ length: 9 }, () => ({ a: 'x' }))).length, 5],
    ['documents of a stream', () => size(parseSeveralJson('{"token":"x"}\n'.repeat(600).trim())), 500],
    ['arguments of a GraphQL query', () => listGraphqlArguments({ query: `{ x(${graphql}) }` }).length, 50],
    ['cookies of a header', () => splitCookieHeader(list(300, (at) => `c${at}=v`).join('; ')).length, 200],
    [
      'cookies that may renew a session',
      () =>
        normaliseTestRequest({
          ...refresh,
          headers: [['Cookie', list(60, (at) => `c${at}=${OPAQUE}${at}`).join('; ')]],
        }).cookies.length,
      40,
    ],
    ['cookies that an answer sets', () => normaliseTestAnswer({ headers: cookieLines }).cookiesSet.length, 40],
    [
      'tokens that an answer brings',
      () => normaliseTestAnswer({ json: record(40, (index) => makeJwt({ sub: index })) }).issued.length,
      24,
    ],
    [
      'claims of a token',
      () => Object.keys((claims === null ? null : redactToken(claims).payload) ?? {}).length,
      // One of two thousand is the header's.
      1999,
    ],
  ])('%s', (_what, found, kept) => {
    expect(found()).toBe(kept);
  });

  it('fields of a query: what stands behind a hundred others is not looked for', () => {
    const url = (before: number): string => `https://api.shop.example/a?${fields(before)}&access_token=${OPAQUE}`;
    expect(normaliseTestRequest({ url: url(99) }).credentials).toHaveLength(1);
    expect(normaliseTestRequest({ url: url(100) }).credentials).toEqual([]);
  });

  it('refusals of a batch', () => {
    const refused = { errors: [{ message: 'jwt expired', extensions: { code: 'UNAUTHENTICATED' } }] };
    const batch = (before: number) => [...Array.from({ length: before }, () => ({ data: {} })), refused];
    expect(normaliseTestAnswer({ json: batch(4) }).error).not.toBeNull();
    expect(normaliseTestAnswer({ json: batch(5) }).error).toBeNull();
  });
});

describe('what is too long', () => {
  it('is no header', () => {
    const challenge = (chars: number) =>
      normaliseTestAnswer({ status: 401, headers: [['WWW-Authenticate', `Bearer realm="${'x'.repeat(chars)}"`]] });
    expect(challenge(60_000).challenge).not.toBeNull();
    expect(challenge(66_000).challenge).toBeNull();
  });

  it('is no cookie', () => {
    expect(readTokensInCookie('x'.repeat(65_536))).toHaveLength(1);
    expect(readTokensInCookie('x'.repeat(65_537))).toEqual([]);
  });

  it('is no word of a path', () => {
    const word = (times: number): string => 'word-'.repeat(times).slice(0, -1);
    expect(templatePath(`/${word(9)}`)).toBe(`/${word(9)}`);
    expect(templatePath(`/${word(10)}`)).toBe('/:id');
  });

  it('is cut off a GraphQL query, an error, a name and a client', () => {
    const query = (chars: number) => ({ query: `${' '.repeat(chars)}{ x(token: "${OPAQUE}") }` });
    expect(listGraphqlArguments(query(19_000))).toHaveLength(1);
    expect(listGraphqlArguments(query(20_000))).toEqual([]);
    const said = (chars: number) =>
      normaliseTestAnswer({
        status: 400,
        json: { error: 'invalid_grant', error_description: `${' '.repeat(chars)}refresh token already used` },
      }).error?.reading;
    expect([said(300), said(400)]).toEqual(['reuse', 'generic']);
    const [credential] = normaliseTestRequest({ method: 'POST', json: { ['n '.repeat(50)]: JWT } }).credentials;
    expect(credential?.name).toHaveLength(64);
    const form = { grant_type: 'refresh_token', refresh_token: OPAQUE, client_id: 'c'.repeat(200) };
    expect(normaliseTestRequest({ form }).clientId).toHaveLength(128);
  });
});

describe('what is remembered between exchanges', () => {
  it('are the newest 2,000 requests that wait for their answer', () => {
    const told: ExchangeObservation[] = [];
    const gate = createGate((observation) => told.push(observation));
    for (let index = 0; index < 2001; index += 1) gate.takeRequest(requestSent({ ref: `har:${index}` }));
    for (const ref of ['har:0', 'har:1'] as const) gate.takeAnswer(answerReceived({ ref, status: 401 }));
    expect(told.map(({ kind, ref }) => [kind, ref])).toEqual([
      ['answer-received', 'har:0'],
      ['request-sent', 'har:1'],
      ['answer-received', 'har:1'],
    ]);
  });

  it('are the newest 512 addresses and Cookie headers', () => {
    const read: string[] = [];
    const recall = createRecall(takeTestFingerprint, (text) => read.push(text));
    for (let index = 0; index < 513; index += 1) recall(`${index}`);
    recall('1');
    expect(read).toHaveLength(513);
    recall('0');
    expect(read).toHaveLength(514);
  });

  it('are the newest 512 opaque tokens that answers brought', () => {
    const normaliser = createNormaliser(TEST_KEY_HEX);
    const bring = (index: number): unknown =>
      normaliser.normaliseAnswer(makeRawAnswer({ json: { access_token: `${OPAQUE}${index}` } }));
    const isKnown = (index: number): boolean =>
      normaliser.normaliseRequest(
        makeRawRequest({ sensor: 'devtools', url: `https://api.shop.example/a?token=${OPAQUE}${index}` }),
      ).credentials.length > 0;
    for (let index = 0; index < 512; index += 1) bring(index);
    expect(isKnown(0)).toBe(true);
    bring(512);
    expect([isKnown(0), isKnown(1)]).toEqual([false, true]);
  });
});
