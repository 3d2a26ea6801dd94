// One act of a story → the raw halves of the exchange as one sensor hands them over.

import type { RequestFailed, SendRef } from '../../../src/observation/observation';
import type { HeaderLine, RawAnswer, RawRequest, RequestBody } from '../../../src/observe/exchange';
import { hasNoBody } from '../../../src/observe/har-body';
import { type AnswerOptions, type RequestAct, type StorySensor, toOrigin, toUrl } from './story-acts';
import { toEpochMs } from './story-clock';
import { makeProof } from './story-proofs';
import type { TokenBook } from './story-tokens';

const DEFAULT_DELAY_SEC = 0.2;
/** Sensors do not date a request to the same millisecond. */
const DEVTOOLS_LATER_MS = 4;

export type Stage = {
  readonly book: TokenBook;
  readonly proofs: Map<string, string>;
  /** Local clock minus server clock, in seconds, at a moment of the story. */
  readonly skewAt: (at: number) => number;
  readonly refOf: (id: string, sensor: StorySensor) => SendRef;
};

export type RawExchange = {
  readonly request: RawRequest;
  readonly answer: RawAnswer | RequestFailed | null;
  /** In true time, whatever the local clock says. */
  readonly startMs: number;
  readonly endMs: number;
};

export function makeRawExchange(act: RequestAct, ref: SendRef, sensor: StorySensor, stage: Stage): RawExchange {
  const { book, skewAt } = stage;
  const fill = (text: string): string => book.fill(text, act.at);
  const url = makeUrl(act, fill);
  const { at, after = DEFAULT_DELAY_SEC } = act;
  const startMs = toEpochMs(at) + (sensor === 'devtools' ? DEVTOOLS_LATER_MS : 0);
  const endMs = startMs + Math.round(after * 1000);
  const localMs = startMs + Math.round(skewAt(at) * 1000);
  const answerMs = endMs + Math.round(skewAt(at + after) * 1000);
  const times = { startMs, endMs };
  const { tab = 'tabA', client = 'app', type = 'fetch' } = act;
  const isNamed = tab === 'service-worker' || tab === 'unknown';
  const common = { ref, sensor, method: act.method, url };
  const request: RawRequest = {
    ...common,
    atMs: localMs,
    resourceType: type,
    context: isNamed ? tab : `${sensor === 'har' ? 'page' : 'tab'}:${tab}`,
    clientOrigin: type === 'document' ? new URL(url).origin : client === null ? null : toOrigin(client),
    partition: 'normal',
    redirectOf: act.follows === undefined ? null : stage.refOf(act.follows, sensor),
    answeredMs: sensor === 'web-request' ? null : answerMs,
    headers: listHeaders(act, url, stage),
    body: makeRequestBody(act, sensor, fill),
  };
  if (act.fails !== undefined) {
    return { ...times, request, answer: { kind: 'request-failed', ref, sensor, atMs: answerMs, error: act.fails } };
  }
  if (act.answer === 'none') return { ...times, request, answer: null };
  const said: AnswerOptions = typeof act.answer === 'object' ? act.answer : { status: act.answer ?? 200 };
  const { status = 200, source = 'network', dateOffBySec = 0 } = said;
  const dateMs = dateOffBySec === null ? null : endMs + dateOffBySec * 1000;
  const body = makeAnswerBody(said, status, act.method, sensor, fill);
  const headers = listAnswerHeaders(said, dateMs, fill);
  return { ...times, request, answer: { ...common, atMs: answerMs, status, source, headers, body } };
}

function makeUrl(act: RequestAct, fill: (text: string) => string): string {
  const url = new URL(fill(toUrl(act.target)));
  for (const [key, value] of Object.entries(act.query ?? {})) url.searchParams.append(key, fill(value));
  return url.href;
}

const toLines = (headers: Readonly<Record<string, string>>): HeaderLine[] =>
  Object.entries(headers).map(([name, value]) => ({ name, value }));

function listHeaders(act: RequestAct, url: string, { book, proofs }: Stage): readonly HeaderLine[] {
  const type = act.form ? 'application/x-www-form-urlencoded' : act.json === undefined ? null : 'application/json';
  const scheme = act.dpop === undefined ? 'Bearer' : 'DPoP';
  const authorization = act.authorization ?? (act.bearer === undefined ? undefined : `${scheme} ${act.bearer}`);
  const lines = toLines({
    ...(type === null ? {} : { 'Content-Type': type }),
    ...(authorization === undefined ? {} : { Authorization: authorization }),
    ...(act.cookie === undefined ? {} : { Cookie: act.cookie }),
    ...act.headers,
  }).map(({ name, value }) => ({ name, value: book.fill(value, act.at) }));
  if (act.dpop === undefined) return lines;
  const spec = typeof act.dpop === 'string' ? { name: act.dpop } : act.dpop;
  const accessToken = act.bearer === undefined ? null : book.fill(act.bearer, act.at);
  const proof = proofs.get(spec.name) ?? makeProof(spec, { method: act.method, url, at: act.at, accessToken });
  proofs.set(spec.name, proof);
  return [...lines, { name: 'DPoP', value: proof }];
}

/** webRequest parses urlencoded forms itself; DevTools and HAR give the text. */
function makeRequestBody(act: RequestAct, sensor: StorySensor, fill: (text: string) => string): RequestBody {
  if (act.body !== undefined) return act.body.kind === 'text' ? { ...act.body, text: fill(act.body.text) } : act.body;
  if (act.json !== undefined) {
    return { kind: 'text', text: fill(JSON.stringify(act.json)), mimeType: 'application/json' };
  }
  if (act.form === undefined) return { kind: 'none' };
  const fields = Object.entries(act.form).map(([name, value]) => [name, fill(value)] as const);
  if (sensor === 'web-request') {
    return { kind: 'fields', fields: Object.fromEntries(fields.map(([name, value]) => [name, [value]])) };
  }
  const text = new URLSearchParams(fields.map(([name, value]) => [name, value])).toString();
  return { kind: 'text', text, mimeType: 'application/x-www-form-urlencoded' };
}

function listAnswerHeaders(said: AnswerOptions, dateMs: number | null, fill: (text: string) => string) {
  const cookies = said.setCookie === undefined ? [] : [said.setCookie].flat();
  const type = said.json === undefined ? {} : { 'Content-Type': 'application/json' };
  const lines = [
    ...toLines({
      ...(dateMs === null ? {} : { Date: new Date(dateMs).toUTCString() }),
      'Cache-Control': 'no-store',
      ...type,
      ...(said.challenge === undefined ? {} : { 'WWW-Authenticate': said.challenge }),
      ...(said.location === undefined ? {} : { Location: said.location }),
      ...said.headers,
    }),
    ...cookies.map((value) => ({ name: 'Set-Cookie', value })),
  ];
  return lines.map(({ name, value }) => ({ name, value: fill(value) }));
}

function makeAnswerBody(
  said: AnswerOptions,
  status: number,
  method: string,
  sensor: StorySensor,
  fill: (text: string) => string,
): RawAnswer['body'] {
  if (hasNoBody(status, method)) return { kind: 'empty' };
  if (sensor === 'web-request') return { kind: 'unavailable' };
  if (said.body !== undefined) return { kind: said.body };
  if (said.json !== undefined) return { kind: 'text', text: fill(JSON.stringify(said.json)) };
  if (said.form !== undefined) return { kind: 'text', text: fill(new URLSearchParams(said.form).toString()) };
  return said.text === undefined ? { kind: 'empty' } : { kind: 'text', text: fill(said.text) };
}
