import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import { tellStory } from '../../../support/story/tell-story';
import { onLocalhost, redeem, refresh } from '../usual-traffic';

const RULE = 'refresh-token-expires-before-access-token';

const issue = (accessSec: number, refreshSec: number) =>
  tellStory((s) =>
    redeem(s, 0, {
      access_token: s.jwt('AT1', { lifetimeSec: accessSec }),
      refresh_token: 'RT1',
      refresh_expires_in: refreshSec,
    }),
  );

describe('a refresh token that ends before its access token', () => {
  it('is low past a minute', () => {
    expectNoFinding(issue(3600, 3545), RULE);
    expectFinding(issue(3600, 1800), RULE, { severity: 'low', confidence: 'confirmed', tokens: ['AT1', 'RT1'] });
  });

  it('is information in the last generation of a family with a fixed end', () => {
    const told = tellStory((s) => {
      const access = (name: string) => s.jwt(name, { lifetimeSec: 600 });
      redeem(s, 0, { access_token: access('AT1'), refresh_token: 'RT1', refresh_expires_in: 1000 });
      refresh(s, 540, 'RT1', { access_token: access('AT2'), refresh_token: 'RT2', refresh_expires_in: 460 });
    });
    expect(expectFinding(told, RULE, { severity: 'info' }).message).toContain('fixed end');
  });

  it('is low where the end of a token that is handed out again is near an earlier one because so were their issuances', () => {
    const told = tellStory((s) => {
      const pair = (number: number) => ({
        access_token: s.jwt(`AT${number}`, { lifetimeSec: 300 }),
        refresh_token: s.jwt(`RT${number}`, { lifetimeSec: 1000, header: { typ: 'JWT' }, claims: { typ: 'Refresh' } }),
      });
      redeem(s, 0, pair(1));
      const second = pair(2);
      refresh(s, 1, 'RT1', second);
      refresh(s, 1200, 'RT1', { ...pair(3), refresh_token: second.refresh_token });
    });
    expectFinding(told, RULE, { severity: 'low' });
  });

  it('is silent where the refresh token is only kept, not issued anew', () => {
    const told = tellStory((s) => {
      redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: 'RT1', refresh_expires_in: 700 });
      refresh(s, 540, 'RT1', { access_token: s.jwt('AT2'), refresh_token: 'RT1', refresh_expires_in: 160 });
    });
    expectNoFinding(told, RULE);
  });

  it('is not evaluable where nothing announces when the refresh token ends', () => {
    const told = tellStory((s) => redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: 'RT1' }));
    expect(told.report.notEvaluable.map(({ rule }) => rule)).toContain(RULE);
  });

  it('is one step lower on a developer machine', () => {
    expectFinding(
      tellStory(
        onLocalhost((s) => redeem(s, 0, { access_token: s.jwt('AT1'), refresh_token: 'RT1', refresh_expires_in: 100 })),
      ),
      RULE,
      { severity: 'info' },
    );
  });

  it('takes no nearby end for the same one', () => {
    const told = tellStory((s) => {
      const access = (name: string) => s.jwt(name, { lifetimeSec: 900 });
      redeem(s, 0, { access_token: access('AT1'), refresh_token: 'RT1', refresh_expires_in: 1000 });
      refresh(s, 540, 'RT1', { access_token: access('AT2'), refresh_token: 'RT2', refresh_expires_in: 560 });
    });
    expectFinding(told, RULE, { severity: 'low' });
  });

  it('is likely where the role of one of them is', () => {
    const told = tellStory((s) => {
      const access = s.jwt('AT1', { lifetimeSec: 3600, header: { typ: 'JWT' }, claims: { scope: undefined } });
      const renewal = s.jwt('RT1', { lifetimeSec: 60, header: { typ: 'JWT' }, claims: { typ: 'Refresh' } });
      s.post('app/login', {
        at: 0,
        json: { password: 'x' },
        answer: { json: { token: access, refreshToken: renewal } },
      });
    });
    expectFinding(told, RULE, { severity: 'low', confidence: 'likely' });
  });
});
