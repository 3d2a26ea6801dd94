// How the words of a refusal are read: codes first, texts second, unknown texts are generic (rules.md 9, 14.7).

import { detachText } from '../base/detach-text';
import { isJsonObject, type Json, type JsonObject, readMember, readString } from '../base/json';
import { MAX_ERROR_BATCH, MAX_ERROR_TEXT_CHARS } from '../base/limits';
import type { AnswerError, ErrorReading } from '../observation/answer';
import type { AnswerWords, Dialect } from './dialects/dialect';
import { isGibberish, isRandomText } from './random-text';

const ENTRA_CODE = /^AADSTS\d{4,9}$/;
/** Words only: an opaque token echoed in an error does not pass. */
const SAFE_CODE =
  /^([a-z]{2,24}([_.-][a-z0-9]{1,24}){0,6}|[A-Z]{2,24}(_[A-Z0-9]{1,24}){0,6}|([A-Z][a-z]{1,16}){1,6}|AADSTS\d{4,9})$/;
const CODE_KEYS = ['error', 'code', 'error_code', 'errorCode', '__type', 'status', 'type', 'name'];
const TEXT_KEYS = [
  'error_description',
  'message',
  'msg',
  'errmsg',
  'detail',
  'error_message',
  'errorMessage',
  'error_hint',
  'hint',
  'error',
];

const CODE_READINGS: ReadonlyMap<string, ErrorReading> = new Map([
  ['use_dpop_nonce', 'negotiation'],
  ['refresh_token_already_used', 'reuse'],
  ['refresh_token_reused', 'reuse'],
  ['refresh_token_reuse', 'reuse'],
  ['token_reused', 'reuse'],
  ['invalid_client', 'misconfigured'],
  ['unauthorized_client', 'misconfigured'],
  ['unsupported_grant_type', 'misconfigured'],
  ['temporarily_unavailable', 'transient'],
  ['slow_down', 'transient'],
  ['server_error', 'transient'],
  ['too_many_requests', 'transient'],
  ['invalid_grant', 'generic'],
  ['login_required', 'generic'],
  ['interaction_required', 'generic'],
  ['consent_required', 'generic'],
  ['invalid_token', 'generic'],
  ['token_not_valid', 'generic'],
  ['unauthenticated', 'generic'],
  ['unauthorized', 'generic'],
]);
const NAMES_REUSE =
  /refresh token (was |has been |is )?(already )?(been )?(re)?used|already (been )?(used|consumed|redeemed|exchanged|rotated)|been used before|token (reuse|replay)|(reuse|replay) (was )?detected|theft detected|(token|session)[^.]{0,40}\breused\b/i;
/** Hydra's words, under whatever path it is mounted (dialects.md 2.6): the token is still good. */
const NAMES_RACE = /multiple concurrent requests|please retry/i;
/** `TokenExpiredError`, `SESSION_EXPIRED`, `user_disabled`. */
const END_CODE =
  /^(err_)?((refresh_?)?token|session|jwt)_?(has_?|is_?)?(expired|idle|timed_?out|timeout|ended)(_?(error|exception))?$|^(user|account)_?(is_?)?(disabled|blocked|deleted|suspended|deactivated)$/i;
const NAMES_END =
  /(\b|_)(token|session|jwt|signature)\b[^.]{0,24}\b(expired|timed out|idle|inactiv\w{1,4}|not active|ended)\b|\bexpired\b[^.]{0,16}\b(token|session|jwt)\b|\b(user|account) (is |was |has )?(been )?(disabled|deleted|blocked|suspended|deactivated|signed out|logged out)\b/i;
/** `invalid or expired` does not say which it was. */
const HEDGE = /\bor\b|[a-z]\/[a-z]/i;
const ABOUT_CREDENTIAL =
  /unauthenticated|unauthori[sz]ed|not authenticated|authentication (required|failed)|(jwt|token|session|credential)s?\b[^.]{0,40}(expired|invalid|revoked|malformed|required|missing)|(invalid|expired|missing|bad) [^.]{0,24}(jwt|token|session|credential)|must (be logged|log) in|log ?in required/i;

/** Null when the answer reports no error. `json`: its body, when it was read; a refusal in mere words is their text. */
export function readAnswerError(
  status: number,
  header: (name: string) => string | null,
  json: Json | undefined,
  dialects: readonly Dialect[],
): AnswerError | null {
  const parts = readObjects(status >= 400 ? asMessage(json) : json).flatMap((part) => listErrorParts(part, status));
  const numbered = status < 400 && isJsonObject(json) ? readNumberedError(json) : null;
  if (status < 400 && parts.length === 0) return null;
  const words = collectWords(status, header, parts);
  for (const dialect of dialects) {
    const read = dialect.readError?.(words) ?? null;
    if (read !== null) return { ...read, code: keepSafe(read.code) };
  }
  const error = readWords(words);
  return numbered !== null && error.reading === 'unspecified' ? { ...error, reading: numbered } : error;
}

const asMessage = (json: Json | undefined): Json | undefined => (typeof json === 'string' ? { message: json } : json);

/** A batch answers with an array: what its first operations say. */
function readObjects(json: Json | undefined): readonly JsonObject[] {
  if (isJsonObject(json)) return [json];
  return Array.isArray(json) ? json.slice(0, MAX_ERROR_BATCH).filter(isJsonObject) : [];
}

/** The objects that speak of the error: the root, `error`, the first of `errors`, their `extensions`. */
function listErrorParts(json: JsonObject, status: number): readonly JsonObject[] {
  const error = readMember(json, 'error');
  const errors = readMember(json, 'errors');
  const first: Json | undefined = Array.isArray(errors) ? errors[0] : undefined;
  const outer = [error, first].filter(isJsonObject);
  const nested = outer.flatMap((part) => [part, readMember(part, 'json')]).filter(isJsonObject);
  const extensions = nested
    .flatMap((part) => [readMember(part, 'extensions'), readMember(part, 'data')])
    .filter(isJsonObject);
  const isSaid =
    nested.length > 0 ||
    (typeof error === 'string' && error !== '') ||
    readMember(json, 'success') === false ||
    isRefusalByStatus(json);
  const inData = listErrorsInData(json);
  if (status < 400 && !isSaid && inData.length === 0 && readNumberedError(json) === null) return [];
  return [...extensions, ...nested, json, ...inData];
}

const SAYS_FAILED = /^(error|fail(ed|ure)?)$/i;

/** `{ status: 'error', code: 'TOKEN_EXPIRED' }`; a job may have failed, too, and says nothing of credentials. */
const isRefusalByStatus = (json: JsonObject): boolean =>
  SAYS_FAILED.test(readString(json, 'status') ?? '') &&
  [...CODE_KEYS, ...TEXT_KEYS].some((key) => {
    const word = readString(json, key) ?? '';
    return END_CODE.test(word) || ABOUT_CREDENTIAL.test(word);
  });

/** Where 0 alone is well, and where numbers below 400 and whole thousands may be (`20000`). */
const ERROR_NUMBER_KEYS = ['errcode', 'errno', 'error_code', 'errorCode'];
const NUMBER_KEYS = ['code', 'status', 'statusCode'];
const NUMBERED_TEXT_KEYS = ['msg', 'message', 'errmsg', 'error_msg'];

/** Platforms that always answer 200 number their errors: `{ errcode: 42002, errmsg }`, `{ code: 401, msg, data: null }`. */
function readNumberedError(json: JsonObject): ErrorReading | null {
  const text = NUMBERED_TEXT_KEYS.map((key) => readString(json, key)).find((one) => one !== null);
  if (text === undefined || text === null || /^(ok|success)/i.test(text)) return null;
  if (['data', 'result'].some((key) => !isEmpty(readMember(json, key)))) return null;
  const readNumber = (key: string): number => {
    const number = Number(readMember(json, key) ?? 0);
    return Number.isSafeInteger(number) ? number : 0;
  };
  const isError = ERROR_NUMBER_KEYS.some((key) => readNumber(key) !== 0);
  const number = NUMBER_KEYS.map(readNumber).find((one) => one < 0 || (one >= 400 && one % 1000 !== 0));
  if (number === undefined) return isError ? 'unspecified' : null;
  if (number >= 500 && number < 600) return 'transient';
  return String(number).startsWith('401') ? 'generic' : 'unspecified';
}

const isEmpty = (value: Json | undefined): boolean =>
  value === undefined || value === null || value === '' || value === false || Object.keys(value).length === 0;

const RENEWAL_FIELD = /refresh|renew/i;

/** GraphQL payload errors: `data.<field>.errors[]`, `success: false` inside a field, or no renewal at all. */
function listErrorsInData(json: JsonObject): readonly JsonObject[] {
  const data = readMember(json, 'data');
  if (!isJsonObject(data)) return [];
  return Object.entries(data).flatMap(([name, field]) => {
    if (field === null && RENEWAL_FIELD.test(name)) return [{}];
    if (!isJsonObject(field)) return [];
    const errors = readMember(field, 'errors');
    const first: Json | undefined = Array.isArray(errors) ? errors[0] : undefined;
    if (readMember(field, 'success') === false && first === undefined) return [field];
    return isJsonObject(first) ? [first] : [];
  });
}

function collectWords(status: number, header: AnswerWords['header'], parts: readonly JsonObject[]): AnswerWords {
  const inHeaders = ['x-sb-error-code', 'x-amzn-errortype'].flatMap((name) => header(name)?.split(':')[0] ?? []);
  const codes = parts.flatMap((part) => CODE_KEYS.flatMap((key) => readString(part, key) ?? []));
  const texts = parts.flatMap((part) =>
    TEXT_KEYS.flatMap((key) => readString(part, key)?.slice(0, MAX_ERROR_TEXT_CHARS) ?? []),
  );
  return {
    status,
    header,
    codes: [...inHeaders, ...codes.map((code) => code.slice(code.lastIndexOf('#') + 1))],
    texts,
  };
}

function readWords({ status, codes, texts }: AnswerWords): AnswerError {
  if (codes.includes('invalid_request') && texts.some((text) => NAMES_RACE.test(text)))
    return { code: 'invalid_request', reading: 'race' };
  const safe = codes.map(keepSafe).filter((code) => code !== null);
  const code = safe[0] ?? null;
  for (const candidate of safe) {
    const reading = CODE_READINGS.get(candidate.toLowerCase());
    if (reading === 'generic') break;
    if (reading !== undefined) return { code: candidate, reading };
  }
  if (texts.some((text) => NAMES_REUSE.test(text))) return { code, reading: 'reuse' };
  if (
    safe.some((candidate) => END_CODE.test(candidate)) ||
    texts.some((text) => namesEndByCode(text) || namesEnd(text))
  )
    return { code, reading: 'ordinary-end' };
  if (safe.some((candidate) => CODE_READINGS.get(candidate.toLowerCase()) === 'generic'))
    return { code, reading: 'generic' };
  if ([...texts, ...safe].some((text) => ABOUT_CREDENTIAL.test(text))) return { code, reading: 'generic' };
  return { code, reading: status >= 400 && status !== 400 ? 'generic' : 'unspecified' };
}

/** `TOKEN_EXPIRED : detail` (Firebase, its emulator and proxies). */
const namesEndByCode = (text: string): boolean => END_CODE.test(text.split(/\s*:\s/, 1)[0] ?? '');

const namesEnd = (text: string): boolean =>
  text.split('.').some((sentence) => NAMES_END.test(sentence) && !HEDGE.test(sentence));

const keepSafe = (code: string | null): string | null =>
  code !== null && SAFE_CODE.test(code) && (ENTRA_CODE.test(code) || !isSecretLike(code)) ? detachText(code) : null;

/** `sk_live_…` begins with words, too. */
const isSecretLike = (code: string): boolean => isGibberish(code) || code.split(/[_.-]/).some(isRandomText);
