// What a case expects, as its file says it.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Json } from '../../src/base/json';

export type Fields = { readonly [field: string]: Json };

export type Expectation = {
  readonly id: string;
  readonly title: string;
  readonly profile: string;
  /** Finding categories that the case speaks of; `core` stands for four of them. */
  readonly scope: readonly string[];
  readonly tokens: Readonly<Record<string, Fields & { readonly raw: string }>>;
  readonly notTokens?: Readonly<Record<string, string>>;
  readonly clocks?: readonly Fields[];
  readonly chains: readonly Fields[];
  readonly chainCount?: number;
  readonly refreshes: readonly Fields[];
  readonly refreshCount?: number;
  readonly findings: readonly (Fields & { readonly rule: string })[];
  readonly info: readonly (Fields & { readonly rule: string })[];
  readonly tolerated?: readonly string[];
  readonly never: readonly string[];
  readonly secrets: readonly string[];
};

/** A difference that is held to be the case's mistake: the problem's own words, and where rules.md says otherwise. */
export type Dispute = {
  readonly case: string;
  readonly what: string;
  readonly section: string;
  readonly reason: string;
};

const resolveHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
/** `cases` are copies of the catalogue's; `own` are ours, deduced from rules.md and dialects.md alone. */
export type CaseFolder = 'cases' | 'own';
export const CASES_FOLDER = resolveHere('cases');
export const pathOfHar = (id: string, folder: CaseFolder = 'cases'): string => resolveHere(`${folder}/${id}.har`);

const SUFFIX = '.expect.json';

export function listCaseIds(folder: CaseFolder = 'cases'): readonly string[] {
  const files = readdirSync(resolveHere(folder)).filter((name) => name.endsWith(SUFFIX));
  return files.map((name) => name.slice(0, -SUFFIX.length)).sort();
}

/** These files are the project's own. */
function readOwn<Content>(path: string): Content {
  return JSON.parse(readFileSync(resolveHere(path), 'utf8')) as Content;
}

export const readExpectation = (id: string, folder: CaseFolder = 'cases'): Expectation =>
  readOwn<Expectation>(`${folder}/${id}${SUFFIX}`);
export const readDisputes = (): readonly Dispute[] => readOwn<readonly Dispute[]>('disputed.json');
export const readRuleCategories = (): Readonly<Record<string, string>> => readOwn('rules.json');
export const readSchema = (): Fields => readOwn<Fields>('report.schema.json');
