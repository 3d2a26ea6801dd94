import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { onLocalhost, redeem, refresh } from '../usual-traffic';

const RULE = 'expired-token-sent';
const REFUSAL = { status: 401, challenge: 'Bearer error="invalid_token"' };

const sendAt =
  (times: readonly number[], more: (s: Teller) => void = () => undefined) =>
  (s: Teller) => {
    redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec: 600 }), refresh_token: 'RT1' });
    for (const at of times) s.get('api/me', { at, bearer: 'AT1', answer: REFUSAL });
    more(s);
  };

describe('an expired token that is sent again and again', () => {
  it('is information twice, low from three refusals on', () => {
    expectFinding(tellStory(sendAt([700, 760])), RULE, { severity: 'info', count: 2 });
    expectFinding(tellStory(sendAt([700, 760, 820])), RULE, {
      severity: 'low',
      confidence: 'confirmed',
      count: 3,
      tokens: ['AT1'],
    });
  });

  it('is none once, or while the token is only just over', () => {
    expectNoFinding(tellStory(sendAt([700])), RULE);
    expectNoFinding(tellStory(sendAt([601, 602.5, 604])), RULE);
  });

  it('is none where a refresh follows each time: the reactive flow', () => {
    const issue = (s: Teller, name: string) => ({ access_token: s.jwt(name), refresh_token: 'RT1' });
    expectNoFinding(tellStory(sendAt([700], (s) => refresh(s, 701, 'RT1', issue(s, 'AT2')))), RULE);
    const twice = (s: Teller): void => {
      refresh(s, 701, 'RT1', issue(s, 'AT2'));
      refresh(s, 731, 'RT1', issue(s, 'AT3'));
    };
    expectNoFinding(tellStory(sendAt([700, 730], twice)), RULE);
  });

  it('is none for what goes out while a refresh is under way', () => {
    const slowly = (s: Teller): void => refresh(s, 699, 'RT1', { access_token: s.jwt('AT2') }, { after: 8 });
    expectNoFinding(tellStory(sendAt([700, 702, 704], slowly)), RULE);
  });

  it('is none for what goes out so, also where the app has had many tokens since', () => {
    const renew = (s: Teller): void => {
      for (const number of [2, 3, 4, 5, 6])
        refresh(s, 1000 + number * 100, 'RT1', { access_token: s.jwt(`AT${number}`) });
      refresh(s, 2000, 'RT1', { access_token: s.jwt('AT7') }, { after: 2 });
    };
    const told = tellStory(sendAt([700, 2000.02], renew), { sensors: ['devtools'] });
    expectNoFinding(told, RULE);
  });

  it('is not taken back by the refresh that comes at last', () => {
    const atLast = (s: Teller): void => refresh(s, 821, 'RT1', { access_token: s.jwt('AT2') });
    expectFinding(tellStory(sendAt([700, 760, 820], atLast)), RULE, { severity: 'low', count: 3 });
  });

  it('T3: a burst in parallel counts once', () => {
    expectNoFinding(tellStory(sendAt([700, 700.05, 700.1, 700.2, 700.3])), RULE);
  });

  it('T14: what a tab sends on waking, before its refresh, is one burst', () => {
    const wake = (s: Teller): void => refresh(s, 4000.6, 'RT1', { access_token: s.jwt('AT2'), refresh_token: 'RT2' });
    expectNoFinding(tellStory(sendAt([4000, 4000.2, 4000.4], wake)), RULE);
  });

  it('T13: follows the server’s clock', () => {
    expectNoFinding(tellStory(sendAt([100, 200, 300]), { localSkewSec: 900 }), RULE);
    expectFinding(tellStory(sendAt([700, 760, 820]), { localSkewSec: -900 }), RULE, { severity: 'low' });
  });

  it('leaves refresh tokens to their own rules', () => {
    const told = tellStory((s) => {
      const spec = { lifetimeSec: 100, header: { typ: 'JWT' }, claims: { typ: 'Refresh' } };
      redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: s.jwt('RT1', spec) });
      const form = { grant_type: 'refresh_token', refresh_token: 'RT1' };
      for (const at of [200, 300, 400])
        s.post('auth/token', { at, form, answer: { status: 400, json: { error: 'invalid_grant' } } });
    });
    expectNoFinding(told, RULE);
    expect(told.token('RT1').presentationsAfterExpiry).toBe(3);
  });

  it('leaves ID tokens alone: as hints they may be over', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: s.jwt('AT1'), id_token: s.jwt('IDT1', { lifetimeSec: 600 }) });
      for (const at of [700, 760, 820]) s.get('auth/session/end', { at, query: { id_token_hint: 'IDT1' } });
    });
    expectNoFinding(told, RULE);
  });

  it('is possible where no server shows its clock, and only well past the end', () => {
    const answer = { status: 401, dateOffBySec: null };
    const sendBlind = (times: readonly number[]) =>
      tellStory(
        (s) => {
          for (const at of times)
            s.get('api/me', { at, bearer: s.jwt('AT1', { issuedAt: -1000, lifetimeSec: 500 }), answer });
        },
        { isEnforcing: false },
      );
    expectFinding(sendBlind([0, 60]), RULE, { confidence: 'possible' });
    expectNoFinding(sendBlind([-300, -240]), RULE);
  });

  it('is possible across a gap: a refresh may have gone unseen', () => {
    expectFinding(tellStory(sendAt([700, 760, 820, 880], (s) => s.gap(765, 780))), RULE, {
      confidence: 'possible',
      count: 3,
    });
  });

  it('is one step lower on a developer machine', () => {
    expectFinding(tellStory(onLocalhost(sendAt([700, 760, 820]))), RULE, { severity: 'info' });
  });
});
