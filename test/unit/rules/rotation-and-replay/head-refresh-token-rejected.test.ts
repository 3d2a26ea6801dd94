import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import type { RequestOptions } from '../../../support/story/story-acts';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { redeem, refresh, UNSAID } from '../usual-traffic';

const RULE = 'head-refresh-token-rejected';
const REFUSED = { answer: { status: 400, json: { error: 'invalid_grant' } } };
const pair = (number: number) => ({ access_token: `AT${number}`, refresh_token: `RT${number}` });
const saying = (error_description: string) => ({
  answer: { status: 400, json: { error: 'invalid_grant', error_description } },
});

/** One rotation, then the new head is presented. */
function tellRefusal(s: Teller, more: Partial<RequestOptions> = REFUSED): void {
  redeem(s, 0, pair(1));
  refresh(s, 540, 'RT1', pair(2));
  refresh(s, 1080, 'RT2', {}, { id: 'refused', ...more });
}

describe('a head that is refused', () => {
  it('without a visible cause may have been used elsewhere', () => {
    const told = tellStory((s) => tellRefusal(s));
    const finding = expectFinding(told, RULE, { severity: 'medium', confidence: 'possible', tokens: ['RT2'] });
    expect(finding.message).toMatch(/refused the newest refresh token.*9 min after it had been issued/);
    expect(finding.message).toMatch(/idle timeout/);
    expect(finding.message).not.toMatch(UNSAID);
  });

  it('and is said to have been used is likely', () => {
    const told = tellStory((s) => tellRefusal(s, saying('The refresh token was already used.')));
    expectFinding(told, RULE, { severity: 'medium', confidence: 'likely' });
  });

  it.each(['Refresh token expired', 'Session has ended', 'User is disabled'])(
    'is low when the answer says: %s',
    (word) => {
      expectFinding(
        tellStory((s) => tellRefusal(s, saying(word))),
        RULE,
        { severity: 'low', confidence: 'possible' },
      );
    },
  );

  it('is low when the answer to an earlier refresh was lost (T4)', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 540, 'RT1', {}, { fails: 'net::ERR_TIMED_OUT', after: 30 });
      refresh(s, 640, 'RT1', {}, REFUSED);
    });
    expect(expectFinding(told, RULE, { severity: 'low' }).message).toMatch(/was lost/);
  });

  it('is low when an earlier refresh never had an answer (T4)', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 540, 'RT1', {}, { answer: 'none' });
      refresh(s, 700, 'RT1', {}, REFUSED);
    });
    expect(expectFinding(told, RULE, { severity: 'low' }).message).toMatch(/was lost/);
  });

  it('is low when nobody read what an earlier refresh brought', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 540, 'RT1', {}, { answer: { body: 'lost' } });
      refresh(s, 700, 'RT1', {}, REFUSED);
    });
    expect(expectFinding(told, RULE, { severity: 'low' }).message).toMatch(/succeeded unread/);
  });

  it('is low when the chain had split within the grace window', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 540, 'RT1', pair(2));
      refresh(s, 544, 'RT1', pair(3), { tab: 'tabB' });
      refresh(s, 1080, 'RT3', {}, { tab: 'tabB', ...REFUSED });
    });
    expectFinding(told, RULE, { severity: 'low', tokens: ['RT3'] });
  });

  it.each([
    [100, 200],
    [700, 900],
  ])('is only noted when nobody watched from %i to %i s: the cause may have gone unseen', (from, to) => {
    const told = tellStory((s) => {
      tellRefusal(s, saying('The refresh token was already used.'));
      s.gap(from, to);
    });
    expectFinding(told, RULE, { severity: 'info', confidence: 'possible' });
  });

  it('is only noted when its sign-in was not seen', () => {
    const told = tellStory((s) => {
      refresh(s, 0, 'RT1', pair(2));
      refresh(s, 540, 'RT2', {}, REFUSED);
    });
    expectFinding(told, RULE, { severity: 'info', confidence: 'possible' });
  });

  it('is one step lower on a developer machine', () => {
    const told = tellStory((s) => {
      const client = 'http://localhost:5173/';
      redeem(s, 0, pair(1), { client });
      refresh(s, 540, 'RT1', {}, { client, ...REFUSED });
    });
    expectFinding(told, RULE, { severity: 'low' });
  });
});

describe('nothing is said of the head', () => {
  it('after a logout', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      s.post('auth/logout', { at: 100, bearer: 'AT1', answer: 204 });
      refresh(s, 540, 'RT1', {}, REFUSED);
    });
    expectNoFinding(told, RULE);
  });

  it('after a replaced token was presented again', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 540, 'RT1', pair(2));
      refresh(s, 900, 'RT1', {}, { tab: 'tabB', ...REFUSED });
      refresh(s, 1080, 'RT2', {}, REFUSED);
    });
    expectNoFinding(told, RULE);
    expectFinding(told, 'family-revoked');
  });

  it('after the code was presented again', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1), { form: { grant_type: 'authorization_code', code: 'c1' } });
      redeem(s, 3, {}, { form: { grant_type: 'authorization_code', code: 'c1' }, ...REFUSED });
      refresh(s, 540, 'RT1', {}, REFUSED);
    });
    expectNoFinding(told, RULE);
  });

  it('after a replaced token was accepted with a new branch', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 540, 'RT1', pair(2));
      refresh(s, 2000, 'RT1', pair(3), { tab: 'tabB' });
      refresh(s, 2500, 'RT2', {}, REFUSED);
    });
    expectNoFinding(told, RULE);
  });

  it('when it lost a race, whichever began first (T1, 14.19)', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 540, 'RT1', {}, { after: 0.4, ...REFUSED });
      refresh(s, 540.1, 'RT1', pair(2), { tab: 'tabB', after: 0.2 });
    });
    expectNoFinding(told, RULE);
    expectFinding(told, 'refresh-uncoordinated-parallel');
  });

  it('when a race had ended the family', () => {
    const told = tellStory((s) => {
      redeem(s, 0, pair(1));
      refresh(s, 540, 'RT1', pair(2), { after: 0.3 });
      refresh(s, 540.1, 'RT1', {}, { tab: 'tabB', after: 0.3, ...REFUSED });
      refresh(s, 1080, 'RT2', {}, REFUSED);
    });
    expectNoFinding(told, RULE);
    expectFinding(told, 'refresh-uncoordinated-parallel', { severity: 'medium' });
  });

  it.each(['invalid_client', 'unauthorized_client'])('when the client was at fault: %s', (error) => {
    expectNoFinding(
      tellStory((s) => tellRefusal(s, { answer: { status: 401, json: { error } } })),
      RULE,
    );
  });

  it('past its own announced end (P6)', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { ...pair(1), refresh_expires_in: 300 });
      refresh(s, 540, 'RT1', {}, REFUSED);
    });
    expectNoFinding(told, RULE);
  });

  it('when where it came from was not seen (P7)', () => {
    expectNoFinding(
      tellStory((s) => refresh(s, 0, 'RT1', {}, REFUSED)),
      RULE,
    );
  });

  it.each([429, 500, 503])('on %i', (status) => {
    expectNoFinding(
      tellStory((s) => tellRefusal(s, { answer: { status } })),
      RULE,
    );
  });
});
