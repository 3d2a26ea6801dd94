// Path templates: ids go, words stay, and nothing that could be a credential survives.

import { describe, expect, it } from 'vitest';
import { makeJwt, normaliseTestRequest } from '../../support/raw-halves';

const templateOf = (path: string): string =>
  normaliseTestRequest({ url: `https://api.shop.example${path}` }).pathTemplate;

describe('a path template', () => {
  it.each([
    ['/users/42/orders', '/users/:id/orders'],
    ['/users/5808a779-ce53-46fc-a010-f211a9de3aa1', '/users/:id'],
    ['/blobs/0123456789abcdef0123', '/blobs/:id'],
    ['/users/a.person@shop.example', '/users/:id'],
    ['/name/J%C3%BCrgen', '/name/:id'],
    ['/api/v1/me', '/api/v1/me'],
    ['/auth/getTokensFromRefreshToken', '/auth/getTokensFromRefreshToken'],
    ['/openid-connect/certificate-authorities', '/openid-connect/certificate-authorities'],
    ['/.well-known/oauth-authorization-server', '/.well-known/oauth-authorization-server'],
    ['/v1/accounts:signInWithPassword', '/v1/accounts:signInWithPassword'],
    ['/oauth2callback/v1alpha1/getUserV2', '/oauth2callback/v1alpha1/getUserV2'],
    ['/members/jane-doe/orders', '/members/:id/orders'],
    ['/u/jane.doe', '/u/:id'],
    ['/users/me', '/users/me'],
    ['/users/sign_in', '/users/sign_in'],
    ['/users/refresh-token', '/users/refresh-token'],
    ['/calls/+49301234567', '/calls/:id'],
    ['/cards/4929-1234-5678-9012', '/cards/:id'],
    ['/', '/'],
    ['', '/'],
  ])('of %s is %s', (path, template) => {
    expect(templateOf(path)).toBe(template);
  });

  it.each([
    ['an opaque token', '/token/XAalZT9fybcNMyiTUqBzxX_WpwItBV78'],
    ['one without a digit', '/magic/kJhGfDsAqWeRtYuIopLk'],
    ['one of small letters alone', '/magic/qwkzjxvbnmplrtdfghsc'],
    ['one with a hyphen and no digit', '/magic/kJhGfDsA-qWeRtYuIopLk'],
    ['one behind a name and a colon', '/auth/project:XAalZT9fybcNMyiTUqBz'],
    ['a session id as a matrix parameter', '/cart;jsessionid=1A530637289A03B07199A44E8D531427'],
    ['a JWT', `/verify/${makeJwt({ sub: '1' })}`],
    ['base64', '/verify/c2VjcmV0LXRva2VuLXZhbHVl='],
    ['one behind its number', '/tokens/12|9f8e7d6c5b4a39281706f5e4d3c2b1a0'],
    ['one in brackets', '/a/[9f8e7d6c5b4a39281706f5e4d3c2b1a0]'],
  ])('hides %s', (_what, path) => {
    const secret = /[\w-]{16,}/.exec(path.split('/').at(-1)?.split(/[:=]/).at(-1) ?? '')?.[0] ?? path;
    expect(templateOf(path)).not.toContain(secret.slice(0, 16));
  });

  it.each(['Xk29fLq1', 'aB3dE9xYz', 'x7k2m9q4', 'TYQ39Z2L', 'invite-8d3kq2vx', 'a.48291357', 'Xk29fLq1.pdf'])(
    'hides a short one: %s',
    (secret) => {
      expect(templateOf(`/m/${secret}`)).toBe('/m/:id');
    },
  );

  it('is cut where a path has no end', () => {
    expect(templateOf('/a'.repeat(1000)).length).toBeLessThan(100);
  });
});
