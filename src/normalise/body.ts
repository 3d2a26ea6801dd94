// Reads bodies whatever their content type claims: JSON, urlencoded, multipart, or nothing (platform: types lie).

import { isJsonObject, type Json, type JsonObject, parseJson } from '../base/json';
import { MAX_BODY_ARRAY_ITEMS, MAX_BODY_DEPTH, MAX_BODY_NODES, MAX_FORM_FIELDS } from '../base/limits';
import type { RequestBody } from '../observe/exchange';
import { parseSeveralJson, TELLS_OF_TOKEN } from './several-json';
import { isXml, listXmlFields } from './xml-fields';

export type ParsedBody =
  /** `form` also stands for the leaves of XML. */
  | { readonly kind: 'form' | 'multipart'; readonly fields: readonly (readonly [string, string])[] }
  | { readonly kind: 'json'; readonly json: Json }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'none' };

const FORM = /^[\w.~%+*!$()'-]{1,64}=[^{]*$/;
/** Keeps a document from being run as a script that another site includes. */
const GUARD = /^(?:\)\]\}',?|while ?\(1\);|for ?\(;;\);)\s*/;
const PART_NAME = /content-disposition:\s*form-data;[^\r\n]*?\bname="([^"\r\n]{1,64})"/i;
const PART_HEAD_CHARS = 512;

export function parseRequestBody(body: RequestBody): ParsedBody {
  if (body.kind === 'fields') return readFields(flattenFields(body.fields));
  if (body.kind !== 'text') return { kind: 'none' };
  return parseBodyText(body.text, body.mimeType ?? '');
}

export function parseBodyText(text: string, mimeType: string): ParsedBody {
  const trimmed = text.trim().replace(GUARD, '');
  if (trimmed === '') return { kind: 'none' };
  if (/^[[{"]/.test(trimmed)) {
    const json = parseJson(trimmed);
    if (json !== undefined) return { kind: 'json', json };
  }
  if (isXml(trimmed, mimeType)) return { kind: 'form', fields: listXmlFields(trimmed) };
  const several = parseSeveralJson(trimmed);
  if (several !== null) return { kind: 'json', json: several };
  if (/^multipart\//i.test(mimeType)) return { kind: 'multipart', fields: parseMultipart(text) };
  if (FORM.test(trimmed.slice(0, 512).split('&', 1)[0] ?? '')) return { kind: 'form', fields: parseForm(trimmed) };
  return { kind: 'text', text: trimmed };
}

export function parseForm(text: string): readonly (readonly [string, string])[] {
  return [...new URLSearchParams(text)].slice(0, MAX_FORM_FIELDS);
}

/** Split at the boundary (the first line), so that the time stays linear in the body's length. */
function parseMultipart(text: string): readonly (readonly [string, string])[] {
  const boundary = text.slice(0, text.indexOf('\n')).trim();
  if (!boundary.startsWith('--')) return [];
  return text.split(boundary, MAX_FORM_FIELDS).flatMap((part) => {
    const name = PART_NAME.exec(part.slice(0, PART_HEAD_CHARS))?.[1];
    const gap = /\r?\n\r?\n/.exec(part);
    if (name === undefined || gap === null) return [];
    return [[name, part.slice(gap.index + gap[0].length).replace(/\r?\n$/, '')] as const];
  });
}

/** jQuery's `$.post(url, json)`: JSON under a form's type, which Firefox and Charles take apart as one. */
function readFields(fields: readonly (readonly [string, string])[]): ParsedBody {
  const [[name, value] = ['', ''], ...more] = fields;
  if (more.length > 0 || !name.startsWith('{')) return { kind: 'form', fields };
  // An equals sign in the JSON, as base64 ends with, parts it in two.
  const json = parseJson(name) ?? parseJson(`${name}=${value}`);
  return json === undefined ? { kind: 'form', fields } : { kind: 'json', json };
}

function flattenFields(fields: Readonly<Record<string, readonly string[]>>): readonly (readonly [string, string])[] {
  return Object.entries(fields)
    .slice(0, MAX_FORM_FIELDS)
    .flatMap(([name, values]) => values.map((value) => [name, value] as const));
}

/** One string found in a JSON document: its key, the object it stands in, and how deep that is. */
export type JsonText = {
  readonly key: string;
  readonly text: string;
  readonly parent: JsonObject;
  /** Where that object stands: its key and the object around it; null at the root and in arrays of the root. */
  readonly holder: Holder | null;
  readonly depth: number;
};
export type Holder = { readonly key: string; readonly around: JsonObject };
type Level = { readonly parent: JsonObject; readonly holder: Holder | null };

/** All strings of a document down to a fixed depth, shallow ones first; arrays contribute their first items. */
export function listJsonTexts(json: Json): readonly JsonText[] {
  const found: JsonText[] = [];
  let level: readonly Level[] = rootsOf(json).map((parent) => ({ parent, holder: null }));
  let nodes = 0;
  for (let depth = 0; depth <= MAX_BODY_DEPTH && level.length > 0; depth += 1) {
    const next: Level[] = [];
    for (const { parent, holder } of level) {
      for (const [key, value] of Object.entries(parent)) {
        nodes += 1;
        if (nodes > MAX_BODY_NODES) return found;
        if (typeof value === 'string') found.push({ key, text: value, parent, holder, depth });
        const inside = typeof value === 'string' ? parseInner(value) : value;
        for (const inner of rootsOf(inside)) next.push({ parent: inner, holder: { key, around: parent } });
      }
    }
    level = next;
  }
  return found;
}

/** A gateway hands on what another server answered as text (`{ statusCode: 200, body: "{…}" }`; rules.md 2.3). */
const parseInner = (text: string): Json =>
  text.startsWith('{') && TELLS_OF_TOKEN.test(text) ? (parseJson(text) ?? null) : null;

function rootsOf(value: Json): readonly JsonObject[] {
  if (isJsonObject(value)) return [value];
  return Array.isArray(value) ? value.slice(0, MAX_BODY_ARRAY_ITEMS).filter(isJsonObject) : [];
}
