// What the catalogue says about a rule beyond its verdicts; a rule that it does not know is named by its id.

export type RuleFacts = {
  readonly title: string;
  readonly remediation: string | null;
  readonly references: readonly string[];
};

export function readRuleFacts(rule: string): RuleFacts {
  return { title: rule.replaceAll('-', ' '), remediation: null, references: [] };
}
