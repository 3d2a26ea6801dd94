// Whatever happens in a session, verdicts keep to their caps (rules.md 5 and 4.2).

import { describe, expect, it } from 'vitest';
import { type Told, tellStory } from '../support/story/tell-story';
import { enact } from './given/enact';
import { rank } from './given/judge';
import { holdsForAll } from './given/laws';
import { sessions } from './given/sessions';

const inAnySession = (check: (told: Told) => void): void =>
  holdsForAll(sessions(), 150, (steps) => check(tellStory((s) => enact(s, steps))));

describe('in any session', { timeout: 600_000 }, () => {
  it('what is possible is never above medium, what is likely never above high', () => {
    inAnySession(({ report }) => {
      for (const { rule, severity, confidence } of report.findings) {
        const cap = confidence === 'possible' ? 'medium' : confidence === 'likely' ? 'high' : 'critical';
        expect(rank(severity), `${rule} ${severity} ${confidence}`).toBeLessThanOrEqual(rank(cap));
      }
    });
  });

  it('a repeat that the server refused is never above medium', () => {
    inAnySession(({ report }) => {
      for (const { rule, severity } of report.findings.filter(({ rule }) => /rejected|refused/.test(rule))) {
        expect(rank(severity), `${rule} ${severity}`).toBeLessThanOrEqual(rank('medium'));
      }
    });
  });

  it('a finding names what it speaks of, once, in order, without forbidden words', () => {
    inAnySession(({ report }) => {
      for (const finding of report.findings) {
        const said = [finding.message, ...finding.evidence.map(({ what }) => what)].join(' ');
        expect(said).not.toMatch(/\b(stolen|attacker|hijacked|compromised|revoked|invalidated)\b/i);
        expect(finding.count).toBeGreaterThanOrEqual(1);
        expect(Date.parse(finding.firstAt)).toBeLessThanOrEqual(Date.parse(finding.lastAt));
        const instants = finding.evidence.map(({ at }) => at);
        expect(instants).toEqual([...instants].sort());
        expect(finding.evidence.length, finding.rule).toBeGreaterThan(0);
      }
    });
  });

  it('every token is accounted for: accepted and refused are never more than presented', () => {
    inAnySession(({ report, text }) => {
      for (const token of report.tokens) {
        expect(token.accepted + token.rejected, text).toBeLessThanOrEqual(token.presentations);
        expect(token.presentationsAfterExpiry, text).toBeLessThanOrEqual(token.presentations);
      }
    });
  });
});
