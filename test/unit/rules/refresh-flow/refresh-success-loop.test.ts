import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { redeem, refresh, UNSAID } from '../usual-traffic';

const RULE = 'refresh-success-loop';

/** After each refresh the API is asked with the new token; `statuses` are its answers. */
const cycles = (
  statuses: readonly number[],
  delaySec = 0.5,
  challenge = 'Bearer error="invalid_token"',
  more: (s: Teller) => void = () => undefined,
) =>
  tellStory((s) => {
    more(s);
    redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
    s.get('api/orders', { at: 605, bearer: 'AT1', answer: { status: 401 } });
    statuses.forEach((status, index) => {
      const at = 606 + index * 10;
      const json = { access_token: `AT${index + 2}`, refresh_token: `RT${index + 2}` };
      refresh(s, at, `RT${index + 1}`, json);
      const answer = status < 400 ? { status } : { status, challenge };
      s.get('api/orders', { at: at + 0.2 + delaySec, bearer: `AT${index + 2}`, answer });
    });
  });

describe('a refresh that succeeds while the API still refuses', () => {
  it('is medium from the third cycle on', () => {
    const finding = expectFinding(cycles([401, 401, 401]), RULE, {
      severity: 'medium',
      confidence: 'confirmed',
      count: 3,
    });
    expect(finding.message).toMatch(/3 times in a row/);
    expect(finding.message).not.toMatch(UNSAID);
    expectNoFinding(cycles([401, 401]), RULE);
  });

  it('is one finding, however long it lasts', () => {
    expectFinding(cycles(Array.from({ length: 80 }, () => 401)), RULE, { severity: 'medium' });
  });
});

describe('no loop is', () => {
  it('one that an accepted call breaks', () => expectNoFinding(cycles([401, 401, 200, 401, 401]), RULE));
  it('a refusal long after the refresh', () => expectNoFinding(cycles([401, 401, 401, 401], 6), RULE));

  it('one with a gap, where an accepted call may have gone unseen', () => {
    expectNoFinding(
      cycles([401, 401, 401], 0.5, undefined, (s) => s.gap(620, 621)),
      RULE,
    );
  });

  it('a missing permission (T21)', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: 'AT1', refresh_token: 'RT1' });
      for (const index of [1, 2, 3, 4]) {
        refresh(s, 600 + index * 10, `RT${index}`, { access_token: `AT${index + 1}`, refresh_token: `RT${index + 1}` });
        s.get('api/orders', { at: 601 + index * 10, bearer: `AT${index + 1}`, answer: 403 });
      }
    });
    expectNoFinding(told, RULE);
  });

  it('a challenge for a nonce (T15)', () => {
    expectNoFinding(cycles([401, 401, 401, 401], 0.5, 'DPoP error="use_dpop_nonce"'), RULE);
  });
});
