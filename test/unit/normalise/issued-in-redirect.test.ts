// Tokens in the address that a redirect names: the implicit flow and what came after it.

import { describe, expect, it } from 'vitest';
import { normaliseTestAnswer, takeTestFingerprint } from '../../support/raw-halves';

const AT = 'vT9KdKoUFVbeJo8yMjL6d4sJADQbiWbX';

describe('a redirect', () => {
  const redirectTo = (location: string, url = 'https://auth.shop.example/authorize') =>
    normaliseTestAnswer({ status: 302, url, headers: [['Location', location]] });

  it('delivers the tokens of the implicit flow in its fragment', () => {
    const { issued, redirect } = redirectTo(
      `https://app.shop.example/cb#access_token=${AT}&expires_in=3600&token_type=Bearer`,
    );
    expect(issued).toMatchObject([{ fp: takeTestFingerprint(AT), carrier: 'redirect', announcedSec: 3600 }]);
    expect(redirect).toMatchObject({ isLogin: false });
  });

  it('that names the end of its tokens instead of their life announces what is left (Supabase)', () => {
    const date = new Date(1_800_000_000_000).toUTCString();
    const { issued } = normaliseTestAnswer({
      status: 303,
      url: 'https://auth.shop.example/auth/v1/verify',
      headers: [
        ['Date', date],
        ['Location', `https://app.shop.example/cb#access_token=${AT}&expires_at=1800003600&token_type=bearer`],
      ],
    });
    expect(issued).toMatchObject([{ announcedSec: 3600 }]);
  });

  it.each(['?code=SplxlOBeZQQYbYS6WxSbIA&state=x', '#code=SplxlOBeZQQYbYS6WxSbIA'])('delivers a code: %s', (tail) => {
    const answer = redirectTo(`https://app.shop.example/cb${tail}`);
    expect(answer.redirect?.codeFp).toBe(takeTestFingerprint('SplxlOBeZQQYbYS6WxSbIA'));
    expect(JSON.stringify(answer)).not.toContain('SplxlOBeZQQYbYS6WxSbIA');
  });

  it('delivers a refusal', () => {
    expect(redirectTo('https://app.shop.example/cb?error=login_required').redirect?.error).toBe('login_required');
    expect(redirectTo('https://app.shop.example/cb#error=consent_required').redirect?.error).toBe('consent_required');
  });

  it.each([
    ['/login', true],
    ['https://auth.shop.example/signin/', true],
    ['https://auth.shop.example/authorize?response_type=code', true],
    ['https://auth.shop.example/authorize', false],
    ['/orders/42', false],
    ['/loginhelp', false],
  ])('to %s leads to a login: %s', (location, isLogin) => {
    expect(redirectTo(location, 'https://app.shop.example/api/me').redirect?.isLogin).toBe(isLogin);
  });

  it('is resolved against its request, and unreadable ones are none', () => {
    expect(redirectTo('../login', 'https://app.shop.example/a/b').redirect?.isLogin).toBe(true);
    expect(redirectTo('https://[broken').redirect).toBeNull();
  });
});
