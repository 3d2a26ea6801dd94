// A report against what its case expects: every check gives lines of text, none when all is well.

import { isJsonObject, type Json } from '../../src/base/json';
import type { Report } from '../../src/report/report';
import { createFingerprinter } from '../../src/token/fingerprint';
import { compareFindings } from './compare-findings';
import { isSame, listDifferences, toJson } from './compare-values';
import type { Expectation, Fields } from './expectation';

export const CASE_KEY_HEX = '6b9d1f0c4e7a2835b1c6d0e9f3a4871526c8de03f7b94a1d5e60829c3bf7a41e';

const fingerprint = createFingerprinter(CASE_KEY_HEX);
const under = (place: string, problems: readonly string[]): readonly string[] =>
  problems.map((problem) => `${place}: ${problem}`);

export function compareReport(expected: Expectation, report: Report): readonly string[] {
  const prints = new Map(Object.entries(expected.tokens).map(([name, { raw }]) => [String(fingerprint(raw)), name]));
  const names = new Map(report.tokens.map(({ label, fingerprint: fp }) => [label, prints.get(fp) ?? label]));
  const nameOf = (label: string): string => names.get(label) ?? label;
  return [
    ...under('policy', listDifferences(expected.profile, report.policy.profile, 'policy.profile')),
    ...compareTokens(expected, report),
    ...compareClocks(expected, report),
    ...compareChains(expected, report, nameOf),
    ...compareRefreshes(expected, report, nameOf),
    ...compareFindings(expected, report),
  ];
}

function compareTokens({ tokens, notTokens = {} }: Expectation, report: Report): readonly string[] {
  const find = (raw: string) => report.tokens.find((token) => token.fingerprint === fingerprint(raw));
  const problems = Object.entries(tokens).flatMap(([name, { raw, ...fields }]) => {
    const token = find(raw);
    const found = token === undefined ? ['not in the report'] : listDifferences(fields, toJson(token), 'token');
    return under(`token ${name}`, found);
  });
  const strays = Object.entries(notTokens).filter(([, raw]) => find(raw) !== undefined);
  return [...problems, ...strays.map(([name]) => `token ${name}: in the report, but it is no token`)];
}

function compareClocks({ clocks = [] }: Expectation, report: Report): readonly string[] {
  return clocks.flatMap((expected) => {
    const clock = report.clocks.find(({ origin }) => origin === expected['origin']);
    const found = clock === undefined ? ['not in the report'] : listDifferences(expected, toJson(clock), 'clock');
    return under(`clock of ${String(expected['origin'])}`, found);
  });
}

type NameOf = (label: string) => string;

function compareChains({ chains, chainCount }: Expectation, report: Report, nameOf: NameOf): readonly string[] {
  const named = report.chains.map((chain) => ({
    ...chain,
    edges: chain.edges.map((edge) => ({ ...edge, from: nameOf(edge.from), to: nameOf(edge.to) })),
    heads: chain.heads.map(nameOf),
    forks: chain.forks.map((fork) => ({ ...fork, parent: nameOf(fork.parent), children: fork.children.map(nameOf) })),
  }));
  return [...compareCount('chains', chainCount, named), ...pairUp('chain', chains, named.map(toJson))];
}

function compareRefreshes(expected: Expectation, report: Report, nameOf: NameOf): readonly string[] {
  const named = report.refreshes.map((refresh) => ({
    ...refresh,
    presented: refresh.presented === null ? null : nameOf(refresh.presented),
    issued: refresh.issued.map(nameOf),
  }));
  const { refreshes, refreshCount } = expected;
  return [...compareCount('refreshes', refreshCount, named), ...pairUp('refresh', refreshes, named.map(toJson))];
}

function compareCount(what: string, expected: number | undefined, items: readonly unknown[]): readonly string[] {
  const isRight = expected === undefined || expected === items.length;
  return isRight ? [] : [`${what}: expected ${expected}, got ${items.length}`];
}

/** Gives each expected item the report's item that fits it best, each at most once; instants must fit anyway. */
function pairUp(kind: string, expected: readonly Fields[], items: readonly Json[]): readonly string[] {
  const free = new Set(items);
  return expected.flatMap((wanted) => {
    const at = wanted['at'];
    const isThen = (item: Json): boolean =>
      at === undefined || (isJsonObject(item) && isSame(at, item['at'], `${kind}.at`));
    const [best] = [...free]
      .filter(isThen)
      .map((item) => ({ item, problems: listDifferences(wanted, item, kind) }))
      .sort((a, b) => a.problems.length - b.problems.length);
    const place = `${kind} ${JSON.stringify(at ?? wanted['heads'] ?? wanted['type'] ?? wanted)}`;
    if (best === undefined) return [`${place}: not in the report`];
    free.delete(best.item);
    return under(place, best.problems);
  });
}
