import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import type { RequestOptions } from '../../../support/story/story-acts';
import { tellStory } from '../../../support/story/tell-story';
import { redeem, refresh, UNSAID } from '../usual-traffic';

const RULE = 'authorization-code-reused';
const REFUSED = { answer: { status: 400, json: { error: 'invalid_grant' } } } as const;
const form = { grant_type: 'authorization_code', code: 'the-one-code', code_verifier: 'v' };
const pair = (number: number) => ({ access_token: `AT${number}`, refresh_token: `RT${number}` });

const twice = (second: Partial<RequestOptions>, first: Partial<RequestOptions> = {}) =>
  tellStory((s) => {
    redeem(s, 0, pair(1), { form, ...first });
    redeem(s, 3, pair(2), { form, ...second });
  });

describe('a code that is presented twice', () => {
  it('is high when both were accepted', () => {
    const finding = expectFinding(twice({}), RULE, { severity: 'high', confidence: 'confirmed', count: 1 });
    expect(finding.message).toMatch(/again, 3 s after its first use\. The server accepted it/);
    expect(finding.message).not.toMatch(UNSAID);
    expect(JSON.stringify(finding)).not.toContain('the-one-code');
  });

  it('is low when the second was refused, and explains the end of the family', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1), { form });
      redeem(s, 3, {}, { form, ...REFUSED });
      refresh(s, 240, 'RT1', {}, REFUSED);
    });
    const { message, evidence } = expectFinding(told, RULE, { severity: 'low', confidence: 'confirmed' });
    expect(message).toMatch(/The server refused it \(invalid_grant\)\.( Other|$)/);
    expect(evidence.map(({ what }) => /answered (\d+)/.exec(what)?.[1])).toEqual(['200', '400']);
    expectFinding(told, 'family-revoked', { confidence: 'likely' });
  });

  it('is low when only the second was accepted: it was redeemed once', () => {
    const { message } = expectFinding(twice({}, REFUSED), RULE, { severity: 'low' });
    expect(message).toContain('accepted it; it had refused the first');
  });

  it('says whether the verifier was the same', () => {
    const same = expectFinding(twice(REFUSED), RULE);
    expect(JSON.stringify(same.evidence)).toContain('the same code_verifier');
    const other = expectFinding(twice({ ...REFUSED, form: { ...form, code_verifier: 'w' } }), RULE);
    expect(JSON.stringify(other.evidence)).toContain('another body');
  });

  it('is found whichever answer comes first', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1), { form, after: 2 });
      redeem(s, 0.1, {}, { form, after: 0.2, ...REFUSED });
    });
    expectFinding(told, RULE, { severity: 'low' });
  });

  it('is likely where nobody read what the second answer brought', () => {
    const told = tellStory(
      (s) => {
        redeem(s, 0, pair(1), { form });
        redeem(s, 3, pair(2), { form });
      },
      { sensors: ['web-request'] },
    );
    expectFinding(told, RULE, { severity: 'high', confidence: 'likely' });
  });
});

describe('a code that is presented twice is no finding', () => {
  it.each<[why: string, first: Partial<RequestOptions>]>([
    ['after a lost answer (T4)', { fails: 'net::ERR_CONNECTION_RESET' }],
    ['after a challenge for a nonce (T15)', { answer: { status: 400, json: { error: 'use_dpop_nonce' } } }],
    ['after a failure of the server', { answer: { status: 503 } }],
    ['after a refusal of the client alone', { answer: { status: 401, json: { error: 'invalid_client' } } }],
  ])('%s', (_why, first) => expectNoFinding(twice({}, first), RULE));

  it('once to the service worker, and once by it to the server (T6)', () => {
    const answer = { source: 'service-worker', json: { ...pair(1), token_type: 'Bearer' } } as const;
    expectNoFinding(twice({ tab: 'service-worker' }, { answer }), RULE);
  });

  it('when two sensors saw it', () => {
    const told = tellStory((s) => redeem(s, 0, pair(1), { form }), { sensors: ['web-request', 'devtools'] });
    expectNoFinding(told, RULE);
  });

  it('when the codes differ', () => {
    expectNoFinding(twice({ form: { ...form, code: 'another-code' } }), RULE);
  });
});
