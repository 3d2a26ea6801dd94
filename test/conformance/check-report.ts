// What every report must be, whatever it is about: of the schema's shape, with real instants and no dangling label.

import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Report } from '../../src/report/report';
import { readSchema } from './expectation';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const isInstant = (text: string): boolean => INSTANT.test(text) && !Number.isNaN(Date.parse(text));

const validate = new Ajv2020({ allErrors: true, formats: { 'date-time': isInstant } }).compile<Report>(readSchema());

export type Checked = { readonly report: Report | null; readonly problems: readonly string[] };

/** `text`: a whole report as printed. */
export function checkReport(text: string): Checked {
  const document = parse(text);
  if (!validate(document)) {
    const problems = (validate.errors ?? []).map(({ instancePath, message }) => `report${instancePath} ${message}`);
    return { report: null, problems };
  }
  return { report: document, problems: [...listBadInstants(document, 'report'), ...checkLabels(document)] };
}

/** Fields that hold instants, which the schema's types do not say. */
const INSTANT_FIELD = /^(at|from|to|firstSeen|lastSeen|firstAt|lastAt|issuedAt|notBefore|expiresAt|startedAt)$/;

function listBadInstants(value: unknown, path: string): readonly string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, member]) => {
    // An edge's ends are labels.
    const isText = typeof member === 'string' && INSTANT_FIELD.test(key) && !path.includes('.edges.');
    if (isText && !isInstant(member)) return [`${path}.${key}: ${member} is no instant`];
    return listBadInstants(member, `${path}.${key}`);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The schema's own check then says that it is no object.
  }
}

/** Labels are unique, and each that is mentioned is defined. */
function checkLabels({ tokens, chains, refreshes, findings }: Report): readonly string[] {
  const labels = [...tokens, ...chains, ...refreshes, ...findings].map(({ label }) => label);
  const defined = new Set(labels);
  const mentioned = [
    ...tokens.map(({ chain }) => chain),
    ...chains.flatMap(({ heads, edges, forks }) => [
      ...heads,
      ...edges.flatMap(({ from, to, refresh }) => [from, to, refresh]),
      ...forks.flatMap(({ parent, children }) => [parent, ...children]),
    ]),
    ...refreshes.flatMap(({ presented, issued, chain }) => [presented, ...issued, chain]),
    ...findings.flatMap((finding) => [...finding.tokens, ...finding.refreshes, finding.chain]),
  ];
  const repeated = labels.filter((label, index) => labels.indexOf(label) !== index);
  const dangling = mentioned.filter((label) => label !== null && !defined.has(label));
  return [
    ...repeated.map((label) => `label ${label}: defined twice`),
    ...[...new Set(dangling)].map((label) => `label ${label}: mentioned, but not defined`),
  ];
}

/** Shorter parts of a dotted secret occur by chance. */
const REVEALING_CHARS = 16;

/** Secrets that the text quotes: whole, or a token's payload or signature. */
export function findQuotedSecrets(text: string, secrets: readonly string[]): readonly string[] {
  const isQuoted = (secret: string): boolean => {
    const parts = secret.split('.').slice(1);
    return [secret, ...parts.filter((part) => part.length >= REVEALING_CHARS)].some((part) => text.includes(part));
  };
  return secrets
    .filter(isQuoted)
    .map((secret) => `leak: ${secret.length} characters that begin with ${secret.slice(0, 4)}`);
}
