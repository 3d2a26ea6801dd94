import { describe, expect, it } from 'vitest';
import { expectFinding, expectNoFinding } from '../../../support/story/expect-finding';
import { tellStory } from '../../../support/story/tell-story';
import type { Teller } from '../../../support/story/teller';
import { onLocalhost } from '../usual-traffic';

const RULE = 'single-token-dual-role';
const DAY_SEC = 86_400;

const single = (s: Teller, name: string, lifetimeSec: number) =>
  s.jwt(name, { lifetimeSec, header: { typ: 'JWT' }, claims: { scope: undefined, aud: undefined } });

function renewWith(s: Teller, lifetimeSec: number, uses: readonly string[]): void {
  s.post('app/login', {
    at: 0,
    json: { user: 'ada', password: 'x' },
    answer: { json: { token: single(s, 'T1', lifetimeSec) } },
  });
  for (const [index, target] of uses.entries()) s.get(target, { at: 10 + index, bearer: 'T1' });
  s.post('app/renew', { at: 600, bearer: 'T1', answer: { json: { token: single(s, 'T2', lifetimeSec) } } });
}

describe('one token for access and renewal', () => {
  it('is low, and medium when it lives a week', () => {
    const told = tellStory((s) => renewWith(s, 5 * DAY_SEC, ['api/x']));
    const { message } = expectFinding(told, RULE, { severity: 'low', confidence: 'confirmed', tokens: ['T1'] });
    expect(message).toContain('GET https://api.shop.example/x');
    expect(message).toContain('POST https://app.shop.example/renew');
    expectFinding(
      tellStory((s) => renewWith(s, 7 * DAY_SEC, ['api/x'])),
      RULE,
      { severity: 'medium' },
    );
  });

  it('is none while it was seen at the renewal endpoint only, by whatever method', () => {
    expectNoFinding(
      tellStory((s) => renewWith(s, DAY_SEC, [])),
      RULE,
    );
    expectNoFinding(
      tellStory((s) => renewWith(s, DAY_SEC, ['app/renew'])),
      RULE,
    );
  });

  it('is none for a pair of tokens', () => {
    const told = tellStory((s) => {
      s.post('app/login', {
        at: 0,
        json: { password: 'x' },
        answer: { json: { accessToken: s.jwt('AT1'), refreshToken: 'RT1' } },
      });
      s.get('api/x', { at: 5, bearer: 'AT1' });
      s.post('app/refresh', {
        at: 540,
        bearer: 'AT1',
        json: { refreshToken: 'RT1' },
        answer: { json: { accessToken: s.jwt('AT2') } },
      });
    });
    expectNoFinding(told, RULE);
  });

  it('is information where ordinary answers slide a cookie that no script can read', () => {
    const slide = (attributes: string) =>
      tellStory((s) => {
        const cookie = (name: string) => `session=${single(s, name, 3600)}; Path=/${attributes}`;
        s.post('app/login', { at: 0, json: { password: 'x' }, answer: { json: {}, setCookie: cookie('T1') } });
        s.get('app/a', { at: 60, cookie: 'session=T1', answer: { json: {}, setCookie: cookie('T2') } });
        s.get('app/b', { at: 61, cookie: 'session=T1' });
      });
    expectFinding(slide('; HttpOnly'), RULE, { severity: 'info' });
    expectFinding(slide(''), RULE, { severity: 'low' });
  });

  it('is one step lower on a developer machine', () => {
    expectFinding(tellStory(onLocalhost((s) => renewWith(s, DAY_SEC, ['api/x']))), RULE, { severity: 'info' });
  });

  it('is not evaluable where no body was read', () => {
    const told = tellStory((s) => renewWith(s, DAY_SEC, ['api/x']), { sensors: ['web-request'] });
    expectNoFinding(told, RULE);
    expect(told.report.notEvaluable.map(({ rule }) => rule)).toContain(RULE);
  });
});
