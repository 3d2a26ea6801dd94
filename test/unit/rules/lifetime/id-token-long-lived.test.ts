import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { onLocalhost, redeem } from '../usual-traffic';

const RULE = 'id-token-long-lived';
const DAY_SEC = 86_400;

const signIn = (s: Teller, lifetimeSec: number) =>
  redeem(s, 0, { access_token: s.jwt('AT1'), id_token: s.jwt('IDT1', { lifetimeSec }) });

describe('an ID token that lives long', () => {
  it('is low past a day', () => {
    expectNoFinding(
      tellStory((s) => signIn(s, DAY_SEC)),
      RULE,
    );
    const told = tellStory((s) => signIn(s, DAY_SEC + 1));
    expectFinding(told, RULE, { severity: 'low', confidence: 'confirmed', tokens: ['IDT1'] });
  });

  it('is medium when the browser also presents it as an access token', () => {
    const told = tellStory((s) => {
      signIn(s, 2 * DAY_SEC);
      s.get('api/me', { at: 5, bearer: 'IDT1' });
    });
    expect(expectFinding(told, RULE, { severity: 'medium' }).message).toContain('as an access token');
  });

  it('stays low when it serves as a hint at sign-out', () => {
    const told = tellStory((s) => {
      signIn(s, 2 * DAY_SEC);
      s.open('auth/session/end', {
        at: 9,
        query: { id_token_hint: 'IDT1', post_logout_redirect_uri: 'https://app.shop.example/' },
      });
    });
    expectFinding(told, RULE, { severity: 'low' });
  });

  it('is not evaluable where no body was read', () => {
    const told = tellStory((s) => signIn(s, 2 * DAY_SEC), { sensors: ['web-request'] });
    expect(told.report.notEvaluable.map(({ rule }) => rule)).toContain(RULE);
  });

  it('does not speak of other tokens', () => {
    const told = tellStory((s) => redeem(s, 0, { access_token: s.jwt('AT1', { lifetimeSec: 2 * DAY_SEC }) }));
    expectNoFinding(told, RULE);
  });

  it('is likely where only its claims make it an ID token', () => {
    const told = tellStory((s) =>
      s.post('app/callback', { at: 0, json: { jwt: s.jwt('IDT1', { lifetimeSec: 2 * DAY_SEC }) } }),
    );
    expectFinding(told, RULE, { confidence: 'likely' });
  });

  it('is one step lower on a developer machine', () => {
    expectFinding(tellStory(onLocalhost((s) => signIn(s, 2 * DAY_SEC))), RULE, { severity: 'info' });
  });
});
