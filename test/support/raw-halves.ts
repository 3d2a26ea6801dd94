// Raw halves of exchanges for tests of the door itself: one detail differs, the rest is ordinary.

import { createNormaliser } from '../../src/normalise/normaliser';
import type { AnswerReceived, RequestSent } from '../../src/observation/observation';
import type { HeaderLine, RawAnswer, RawRequest } from '../../src/observe/exchange';
import { createFingerprinter } from '../../src/token/fingerprint';

export const TEST_KEY_HEX = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
export const takeTestFingerprint = createFingerprinter(TEST_KEY_HEX);
export const TEST_NOW_MS = Date.parse('2026-03-01T09:00:00.000Z');
export const TEST_NOW_SEC = TEST_NOW_MS / 1000;

type Lines = readonly (readonly [name: string, value: string])[];
const toLines = (lines: Lines): readonly HeaderLine[] => lines.map(([name, value]) => ({ name, value }));

export type RequestDetail = Partial<Omit<RawRequest, 'headers' | 'body'>> & {
  readonly headers?: Lines;
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: RawRequest['body'];
};

export function makeRawRequest({ headers = [], form, json, body, ...rest }: RequestDetail = {}): RawRequest {
  const text =
    form === undefined ? (json === undefined ? null : JSON.stringify(json)) : new URLSearchParams(form).toString();
  const mimeType = form === undefined ? 'application/json' : 'application/x-www-form-urlencoded';
  return {
    ref: 'har:1',
    sensor: 'har',
    atMs: TEST_NOW_MS,
    method: text === null ? 'GET' : 'POST',
    url: 'https://api.shop.example/me',
    resourceType: 'fetch',
    context: 'page:tabA',
    clientOrigin: 'https://app.shop.example',
    partition: 'normal',
    redirectOf: null,
    answeredMs: null,
    headers: toLines(headers),
    body: body ?? (text === null ? { kind: 'none' } : { kind: 'text', text, mimeType }),
    ...rest,
  };
}

export type AnswerDetail = Partial<Omit<RawAnswer, 'headers' | 'body'>> & {
  readonly headers?: Lines;
  readonly text?: string;
  readonly json?: unknown;
  readonly body?: RawAnswer['body'];
};

export function makeRawAnswer({ headers = [], text, json, body, ...rest }: AnswerDetail = {}): RawAnswer {
  const said = text ?? (json === undefined ? null : JSON.stringify(json));
  return {
    ref: 'har:1',
    sensor: 'har',
    atMs: TEST_NOW_MS + 200,
    status: 200,
    url: 'https://auth.shop.example/token',
    source: 'network',
    headers: toLines(headers),
    body: body ?? (said === null ? { kind: 'empty' } : { kind: 'text', text: said }),
    ...rest,
  };
}

export const normaliseTestRequest = (detail: RequestDetail): RequestSent =>
  createNormaliser(TEST_KEY_HEX).normaliseRequest(makeRawRequest(detail));

export const normaliseTestAnswer = (detail: AnswerDetail): AnswerReceived =>
  createNormaliser(TEST_KEY_HEX).normaliseAnswer(makeRawAnswer(detail));

const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** A JWT that says what it is told to, with a signature that depends on `sign`. */
export const makeJwt = (payload: unknown, header: unknown = { alg: 'ES256' }, sign = 'signature'): string =>
  `${encode(header)}.${encode(payload)}.${Buffer.from(`${sign}-of-the-token-${JSON.stringify(payload).length}`).toString('base64url')}`;
