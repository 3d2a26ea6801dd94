// HAR's header arrays, and its cookie arrays, in which some tools put what they leave out of the headers.

import { isJsonObject, type JsonObject, readMember, readString } from '../base/json';
import { MAX_HEADER_CHARS, MAX_HEADER_LINES, MAX_JOINED_LINES } from '../base/limits';
import type { HeaderLine } from './exchange';

/** Lines that are no header are dropped, HTTP/2 pseudo headers (`:path`) too. */
export function readHarHeaders(message: JsonObject): readonly HeaderLine[] {
  const lines = readMember(message, 'headers');
  if (!Array.isArray(lines)) return [];
  const read: HeaderLine[] = [];
  for (const line of lines.slice(0, MAX_HEADER_LINES)) {
    if (!isJsonObject(line)) continue;
    // Nothing inherits these two: no need to ask whether they are its own.
    const { name, value } = line;
    if (typeof name !== 'string' || typeof value !== 'string' || name === '' || name.startsWith(':')) continue;
    read.push({ name, value });
  }
  return read;
}

/** Headers with the cookies that only the message's own array tells; dated cookies keep their attributes. */
export function readHarLines(message: JsonObject, header: 'cookie' | 'set-cookie'): readonly HeaderLine[] {
  const lines = readHarHeaders(message).flatMap(splitCookies);
  const cookies = readMember(message, 'cookies');
  if (!Array.isArray(cookies) || findHeader(lines, header) !== null) return lines;
  const told = cookies
    .slice(0, MAX_HEADER_LINES)
    .flatMap((cookie: unknown) => (isJsonObject(cookie) ? writeCookie(cookie) : []));
  if (told.length === 0) return lines;
  const values = header === 'cookie' ? [told.map(([pair]) => pair).join('; ')] : told.map((parts) => parts.join('; '));
  return [...lines, ...values.map((value) => ({ name: header, value }))];
}

/**
 * HTTP Toolkit, and whatever writes down what `Headers.get` gives, joins cookies by commas. A value may have commas of its
 * own, an attribute has none before a name and an equals sign: only behind attributes can it be told. (set-cookie-parser's
 * splitCookiesString parts values as well: `user={"id":1,"token":"a=="}`.)
 */
function splitCookies(line: HeaderLine): HeaderLine | readonly HeaderLine[] {
  const isJoined = line.value.includes(',') && line.value.length <= MAX_HEADER_CHARS;
  if (!isJoined || line.name.toLowerCase() !== 'set-cookie') return line;
  const values = line.value.split('\n', MAX_JOINED_LINES).flatMap(splitAtJoints);
  return values.length === 1 ? line : values.slice(0, MAX_JOINED_LINES).map((value) => ({ name: line.name, value }));
}

const JOINT = /,\s*(?=[\w!#$%&'*+.^`|~-]+=)/;

function splitAtJoints(text: string): readonly string[] {
  const cookies: string[] = [];
  let cookie: string[] = [];
  for (const part of text.split(';')) {
    const joint = cookie.length === 0 ? null : JOINT.exec(part);
    if (joint === null) cookie.push(part);
    else {
      cookies.push([...cookie, part.slice(0, joint.index)].join(';'));
      cookie = [part.slice(joint.index + joint[0].length)];
    }
  }
  return [...cookies, cookie.join(';')];
}

const ATTRIBUTES = ['path', 'domain', 'expires', 'sameSite'];
const FLAGS = ['httpOnly', 'secure'];

/** `name=value` and the attributes, as a Set-Cookie line has them. */
function writeCookie(cookie: JsonObject): readonly (readonly [pair: string, ...attributes: string[]])[] {
  const name = readString(cookie, 'name');
  const value = readString(cookie, 'value');
  if (name === null || name === '' || value === null || UNWRITABLE.test(name + value)) return [];
  const attributes = ATTRIBUTES.flatMap((key) => {
    const text = readString(cookie, key);
    return text === null || text === '' || UNWRITABLE.test(text) ? [] : [`${key}=${text}`];
  });
  return [[`${name}=${value}`, ...attributes, ...FLAGS.filter((key) => readMember(cookie, key) === true)]];
}

const UNWRITABLE = /[;\r\n]/;

/** The first value under a lower-case name, or null. */
export function findHeader(lines: readonly HeaderLine[], name: string): string | null {
  return lines.find((line) => line.name.length === name.length && line.name.toLowerCase() === name)?.value ?? null;
}
