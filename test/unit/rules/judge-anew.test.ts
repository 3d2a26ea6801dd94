// Another policy judges what is already there: a choice of the user must not wait for the next request.
import { describe, expect, it } from 'vitest';
import { createPolicy } from '../../../src/engine/policy';
import { createAnalysis, judgeAnew } from '../../../src/rules/analysis';
import { listFindings } from '../../../src/rules/findings';
import { tellStory } from '../../support/story/tell-story';

const strict = createPolicy('aal1');
const lax = { ...strict, thresholds: { ...strict.thresholds, 'at.recommended': 7200 } };

function listRules(findings: Parameters<typeof listFindings>[0]): readonly string[] {
  return listFindings(findings).map(({ rule }) => rule.id);
}

describe('a new policy', () => {
  const { observations } = tellStory((s) => {
    const json = { access_token: s.jwt('AT1', { lifetimeSec: 1800 }), token_type: 'Bearer' };
    s.post('auth/token', { at: 0, form: { grant_type: 'authorization_code', code: 'c1' }, answer: { json } });
  });

  function analyse(policy: typeof strict) {
    const analysis = createAnalysis(policy);
    for (const observation of observations) analysis.observe(observation);
    return analysis;
  }

  it('takes back what it does not mind', () => {
    const before = analyse(strict);
    expect(listRules(before.findings)).toContain('access-token-long-lived');
    expect(listRules(judgeAnew(lax, before).findings)).not.toContain('access-token-long-lived');
  });

  it('finds what the old one let pass, and once', () => {
    const again = judgeAnew(strict, analyse(lax));
    expect([...again.findings.keys()].sort()).toEqual([...analyse(strict).findings.keys()].sort());
    expect(listFindings(judgeAnew(strict, again).findings).map(({ verdict }) => verdict.count)).toEqual(
      listFindings(again.findings).map(({ verdict }) => verdict.count),
    );
  });
});
