// Rules that found nothing because their input was never seen: not clear, but not evaluable (rules.md 2.1).

import type { Analysis } from './analysis';
import { CATALOGUE } from './catalogue';
import type { NotEvaluable } from './finding';

export function listNotEvaluable({ state, policy, findings }: Analysis): readonly NotEvaluable[] {
  const found = new Set([...findings.values()].map((group) => group.rule.id));
  return CATALOGUE.flatMap((rule) => {
    const reason = found.has(rule.id) ? null : (rule.explainSilence?.({ state, policy }) ?? null);
    return reason === null ? [] : [{ rule: rule.id, title: rule.title, reason }];
  });
}
